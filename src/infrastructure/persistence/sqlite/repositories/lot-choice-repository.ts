import { z } from 'zod';
import { Decimal } from '#src/domain/decimal.ts';
import { inText } from '#src/domain/in-text.ts';
import { accountId, heldId } from '#src/domain/ids.ts';
import type { NamedLot, RecordedChoice } from '#src/domain/named-lots.ts';
import type { LotChoiceRepository } from '#src/ports/lot-choice-repository.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { LotChoiceRow } from '#src/infrastructure/persistence/sqlite/schema/record/lot-choices.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const insertion: Insertion = { table: 'lot_choices' };
const namedLots = z.array(z.object({ openedBy: z.string(), quantity: z.string() }));

export class SqliteLotChoiceRepository implements LotChoiceRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(choice: RecordedChoice): Promise<void> {
    this.#session.insert(`append lots of sale ${choice.saleId}`, insertion, {
      id: choice.id,
      account_id: choice.accountId,
      held: choice.held,
      sale_id: choice.saleId,
      lots: JSON.stringify(inText(choice.lots)),
      recorded_at: choice.recordedAt,
    });
  }

  async holding(): Promise<readonly RecordedChoice[]> {
    const all = this.#session.list(
      'list lots of sales',
      `SELECT * FROM lot_choices WHERE id IN (SELECT max(id) FROM lot_choices GROUP BY account_id, held, sale_id) ORDER BY id`,
      [],
      choiceFromRow,
    );
    return all.filter(({ lots }) => lots.length > 0);
  }
}

function choiceFromRow(row: LotChoiceRow): RecordedChoice {
  return {
    id: row.id,
    accountId: accountId(row.account_id),
    held: heldId(row.held),
    saleId: row.sale_id,
    lots: lotsIn(row.lots),
    recordedAt: wholeIn('lot_choices.recorded_at', row.recorded_at),
  };
}

function lotsIn(text: string): readonly NamedLot[] {
  try {
    return namedLots
      .parse(JSON.parse(text))
      .map(({ openedBy, quantity }) => ({ openedBy, quantity: Decimal.from(quantity) }));
  } catch {
    throw new RepositoryError('lot_choices.lots holds no lots');
  }
}
