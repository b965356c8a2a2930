import type { BalanceAssertion, RecordedAssertion } from '#src/domain/balance-assertion.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import {
  accountId,
  balanceAssertionId,
  currency,
  instrumentId,
  type AccountId,
  type BalanceAssertionId,
} from '#src/domain/ids.ts';
import type { BalanceAssertionRepository } from '#src/ports/balance-assertion-repository.ts';
import { linkValues, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import {
  decimalIn,
  decimalText,
  orNull,
  refuse,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { BalanceAssertionRow } from '#src/infrastructure/persistence/sqlite/schema/record/assertions.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const insertion: ChainedInsertion<'balance_assertions'> = { table: 'balance_assertions', whenTaken: '' };

const holding = `SELECT * FROM balance_assertions AS own WHERE quantity IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM balance_assertions AS later WHERE later.replaces = own.id)`;
const inOrder = 'ORDER BY account_id, until, seq';

export class SqliteBalanceAssertionRepository implements BalanceAssertionRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(assertions: readonly RecordedAssertion[]): Promise<void> {
    this.#session.appendAll(
      `append ${assertions.length} balances of statements`,
      insertion,
      assertions,
      (assertion) => linkValues('balance_assertions', assertionToRow(assertion)),
    );
  }

  async list(): Promise<readonly BalanceAssertion[]> {
    return this.#list('balances of statements', `${holding} ${inOrder}`, []);
  }

  async ofAccount(account: AccountId): Promise<readonly BalanceAssertion[]> {
    const operation = `balances of statements of account ${account}`;
    return this.#list(operation, `${holding} AND own.account_id = ? ${inOrder}`, [account]);
  }

  async find(id: BalanceAssertionId): Promise<BalanceAssertion | undefined> {
    const [found] = this.#list(`find balance of a statement ${id}`, `${holding} AND own.id = ?`, [id]);
    return found;
  }

  #list(operation: string, sql: string, values: readonly SqlValue[]): readonly BalanceAssertion[] {
    return this.#session.list(operation, sql, values, assertionFromRow);
  }
}

function assertionToRow(assertion: RecordedAssertion) {
  const { asset } = assertion;
  return {
    id: assertion.id,
    account_id: assertion.accountId,
    currency: asset.kind === 'currency' ? asset.currency : null,
    instrument_id: asset.kind === 'instrument' ? asset.instrumentId : null,
    day: assertion.day,
    zone: assertion.zone,
    until: assertion.until,
    quantity: decimalText(assertion.quantity),
    places: assertion.places,
    replaces: orNull(assertion.replaces),
    recorded_at: assertion.recordedAt,
  };
}

function assertionFromRow(row: BalanceAssertionRow & { readonly quantity: string }): BalanceAssertion {
  return {
    id: balanceAssertionId(row.id),
    accountId: accountId(row.account_id),
    asset: assetFromRow(row),
    day: row.day,
    zone: row.zone,
    until: wholeIn('balance_assertions.until', row.until),
    quantity: decimalIn('balance_assertions.quantity', row.quantity),
    places: wholeIn('balance_assertions.places', row.places),
    recordedAt: wholeIn('balance_assertions.recorded_at', row.recorded_at),
  };
}

function assetFromRow({ id, currency: code, instrument_id }: BalanceAssertionRow): Asset {
  if (instrument_id !== null) return { kind: 'instrument', instrumentId: instrumentId(instrument_id) };
  if (code === null) return refuse('balance_assertions.currency', id, 'of nothing');
  return { kind: 'currency', currency: currency(code) };
}
