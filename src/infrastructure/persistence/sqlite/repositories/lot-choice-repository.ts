import { z } from 'zod';
import { Decimal } from '#src/domain/decimal.ts';
import { inText } from '#src/domain/in-text.ts';
import { accountId, heldId } from '#src/domain/ids.ts';
import type { NamedLot, RecordedChoice } from '#src/domain/named-lots.ts';
import type { LotChoiceRepository } from '#src/ports/lot-choice-repository.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { linkValues, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { LotChoiceRow } from '#src/infrastructure/persistence/sqlite/schema/record/lot-choices.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const insertion: ChainedInsertion<'lot_choices'> = { table: 'lot_choices', whenTaken: '' };
const namedLots = z.array(z.object({ openedBy: z.string(), quantity: z.string() }));

export class SqliteLotChoiceRepository implements LotChoiceRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(choice: RecordedChoice): Promise<void> {
    this.#session.appendAll(`append lots of sale ${choice.saleId}`, insertion, [choice], (each) =>
      linkValues('lot_choices', {
        id: each.id,
        account_id: each.accountId,
        held: each.held,
        sale_id: each.saleId,
        lots: JSON.stringify(inText(each.lots)),
        recorded_at: each.recordedAt,
      }),
    );
  }

  async holding(): Promise<readonly RecordedChoice[]> {
    const all = this.#session.list(
      'list lots of sales',
      `SELECT * FROM lot_choices WHERE seq IN (SELECT max(seq) FROM lot_choices GROUP BY account_id, held, sale_id) ORDER BY seq`,
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
