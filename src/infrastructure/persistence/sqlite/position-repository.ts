import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Position } from '#src/domain/position.ts';
import type { Page, PageRequest } from '#src/ports/page.ts';
import type { PositionRepository, RoundTripResult } from '#src/ports/position-repository.ts';
import { fetchPage } from './filtered-page.ts';
import type { FilteredQuery } from './page-plan.ts';
import { positionFromRow, positionToRow, roundTripFromRow } from './position-row.ts';
import { placeholders, type Insertion, type Session } from './session.ts';

const replacement: Insertion = { table: 'positions', whenTaken: { key: ['id'], rule: 'replace' } };

export class SqlitePositionRepository implements PositionRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async last(account: AccountId, instrument: InstrumentId): Promise<Position | undefined> {
    return this.#session.find(
      `last position in ${instrument}`,
      'SELECT * FROM positions WHERE account_id = ? AND instrument_id = ? ORDER BY sequence DESC LIMIT 1',
      [account, instrument],
      positionFromRow,
    );
  }

  async save(position: Position): Promise<void> {
    this.#session.insert(`save position ${position.id}`, replacement, positionToRow(position));
  }

  async replaceAll(
    account: AccountId,
    instrument: InstrumentId,
    positions: readonly Position[],
  ): Promise<void> {
    this.#session.run(
      `replace positions in ${instrument}`,
      'DELETE FROM positions WHERE account_id = ? AND instrument_id = ?',
      [account, instrument],
    );
    for (const position of positions) await this.save(position);
  }

  async open(accounts: readonly AccountId[]): Promise<readonly Position[]> {
    return this.#session.list(
      'open positions',
      `SELECT * FROM positions WHERE closed_at IS NULL AND account_id IN (${placeholders(accounts)})
       ORDER BY instrument_id, account_id`,
      accounts,
      positionFromRow,
    );
  }

  async history(accounts: readonly AccountId[], request: PageRequest): Promise<Page<Position>> {
    const query: FilteredQuery = {
      table: 'positions',
      time: 'closed_at',
      indexes: [{ name: 'positions_closed', columns: ['closed_at'] }],
      filters: [{ column: 'account_id', values: accounts }],
      range: [],
      always: [{ sql: 'closed_at IS NOT NULL', values: [] }],
      others: [],
    };
    const keyset = {
      name: 'closed positions',
      columns: ['closed_at', 'seq'],
      direction: 'descending',
    } as const;
    return fetchPage(this.#session, query, keyset, request, positionFromRow);
  }

  async results(accounts: readonly AccountId[]): Promise<readonly RoundTripResult[]> {
    return this.#session.list(
      'results of closed positions',
      `SELECT account_id, instrument_id, realised, fees, opened_at, closed_at FROM positions
       WHERE closed_at IS NOT NULL AND account_id IN (${placeholders(accounts)}) ORDER BY closed_at, seq`,
      accounts,
      roundTripFromRow,
    );
  }
}
