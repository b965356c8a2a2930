import { Decimal } from '#src/domain/decimal.ts';
import { accountId, heldId, type AccountId, type HeldId, type PositionId } from '#src/domain/ids.ts';
import type { HeldLots, LotChanges } from '#src/domain/lots.ts';
import { unrealisedProfit, type Position } from '#src/domain/position.ts';
import type { Count, Page, PageRequest } from '#src/ports/page.ts';
import { TripSum, type TripSums } from '#src/domain/trip-sums.ts';
import type { PositionProfit, PositionRepository, TripFilter } from '#src/ports/position-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import { anyOf } from '#src/infrastructure/persistence/sqlite/paging/conditions.ts';
import { closedTrips, strategiesFilled } from '#src/infrastructure/persistence/sqlite/paging/closed-trips.ts';
import {
  countSome,
  fetchPage,
  timeRange,
} from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import { keysetPage } from '#src/infrastructure/persistence/sqlite/paging/keyset-page.ts';
import { lastClosedFirst, tripQuery } from './trip-query.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import { lotFromRow, lotToRow } from '#src/infrastructure/persistence/sqlite/rows/lot-row.ts';
import {
  closedTripColumns,
  closedTripFromRow,
  positionFromRow,
  positionToRow,
  tripSumsFromRow,
  tripSumsToRow,
  type ClosedTripRow,
} from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import type { LotRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { placeholders, type Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { type Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'positions', whenTaken: { key: ['id'], rule: 'replace' } };
const sumsInsertion: Insertion = { table: 'trip_sums' };
const unfoldedInsertion: Insertion = {
  table: 'unfolded',
  whenTaken: { key: ['account_id', 'held'], rule: 'replace' },
};
const lotReplacement: Insertion = {
  table: 'lots',
  whenTaken: { key: ['account_id', 'held', 'place'], rule: 'replace' },
};
/** That no round trip has. */
const noSequence = -1;
const replacedAtOnce = 10_000;
/** Some ten milliseconds' work. */
const activeAtOnce = 500;
const ofHeld = 'WHERE account_id = +? AND held = +?';

type Row = ReturnType<typeof positionToRow>;
type TripRow = ClosedTripRow & Pick<Row, 'sequence' | 'closed_at'>;

export class SqlitePositionRepository implements PositionRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async last(account: AccountId, held: HeldId): Promise<Position | undefined> {
    return this.#session.find(
      `last position in ${held}`,
      `SELECT * FROM positions ${ofHeld} ORDER BY sequence DESC LIMIT 1`,
      [account, held],
      positionFromRow,
    );
  }

  async lots(last: Position, quantity: Decimal): Promise<HeldLots> {
    const { method } = last;
    const what = `open lots in ${last.held}`;
    const held = [last.accountId, last.held];
    const newest = `SELECT * FROM lots ${ofHeld} ORDER BY place DESC`;
    const lastPlace = this.#session.find(what, `${newest} LIMIT 1`, held, lotFromRow)?.place ?? 0;
    if (quantity.isZero()) return { lots: [], lastPlace };
    let wanted = quantity;
    const sql = method === 'FIFO' ? `SELECT * FROM lots ${ofHeld} ORDER BY place` : newest;
    const lots = this.#session.listUntil(what, sql, held, lotFromRow, (lot) => {
      wanted = wanted.minus(lot.quantity.abs());
      return !wanted.isPositive();
    });
    return { lots: method === 'FIFO' ? lots : lots.toReversed(), lastPlace };
  }

  async changeLots(account: AccountId, held: HeldId, { ended, written }: LotChanges): Promise<void> {
    const rows = written.map((lot) => lotToRow(account, held, lot));
    this.changeLotRows(account, held, { ended, rows });
  }

  changeLotRows(
    account: AccountId,
    held: HeldId,
    { ended, rows }: { readonly ended: LotChanges['ended']; readonly rows: readonly LotRow[] },
  ): void {
    const what = `save lots in ${held}`;
    if (ended !== undefined) {
      this.#session.run(
        what,
        'DELETE FROM lots WHERE account_id = ? AND held = ? AND place BETWEEN ? AND ?',
        [account, held, ended.first, ended.last],
      );
    }
    this.#session.insertAll(() => what, lotReplacement, rows);
  }

  async saveMany(positions: readonly Position[]): Promise<void> {
    this.saveRows(positions.map(positionToRow));
  }

  saveRows(rows: readonly Row[]): void {
    for (const [account, own] of Map.groupBy(rows, (row) => row.account_id))
      for (const [held, trips] of Map.groupBy(own, (row) => row.held)) this.#countTrips(account, held, trips);
    this.#session.insertAll(({ id }) => `save position ${id}`, replacement, rows);
  }

  async replaceAll(account: AccountId, held: HeldId, positions: readonly Position[]): Promise<void> {
    while ((await this.removeSome(account, held, undefined, replacedAtOnce)) > 0);
    this.saveRows(positions.map(positionToRow));
  }

  async removeSome(
    account: AccountId,
    held: HeldId,
    kept: Position | undefined,
    limit: number,
  ): Promise<number> {
    const what = `remove positions in ${held}`;
    const values = [account, held];
    const rows = this.#session.list(
      what,
      `SELECT ${closedTripColumns} FROM positions ${ofHeld} AND sequence <> ? ORDER BY sequence LIMIT ?`,
      [...values, kept?.sequence ?? noSequence, limit],
      (row: TripRow) => row,
    );
    const last = rows.at(-1)?.sequence;
    if (last !== undefined) {
      this.#recount(account, { replaced: rows.filter((row) => row.closed_at !== null), closed: [] });
      this.#session.run(
        what,
        'DELETE FROM positions WHERE account_id = ? AND held = ? AND sequence <= ? AND sequence <> ?',
        [...values, last, kept?.sequence ?? noSequence],
      );
    }
    const lots = this.#session.run(
      `remove lots in ${held}`,
      `DELETE FROM lots WHERE account_id = ? AND held = ? AND place IN
         (SELECT place FROM lots WHERE account_id = ? AND held = ? ORDER BY place LIMIT ?)`,
      [...values, ...values, limit],
    );
    return rows.length + lots;
  }

  async removeOpen({ id }: Position): Promise<void> {
    const sql = 'DELETE FROM positions WHERE id = ? AND closed_at IS NULL';
    this.#session.run(`remove position ${id}`, sql, [id]);
  }

  async unseenUntraded(accounts: readonly AccountId[]): Promise<number> {
    if (accounts.length === 0) return 0;
    const trips = this.#session.find(
      'what was taken out and never came in',
      `SELECT count(*) AS trips FROM positions INDEXED BY positions_unseen
       WHERE closed_at IS NOT NULL AND NOT has_traded AND unseen <> '0' AND account_id IN (${placeholders(accounts)})`,
      accounts,
      (row: { readonly trips: number }) => row.trips,
    );
    return trips ?? 0;
  }

  async active(accounts: readonly AccountId[]): Promise<readonly Position[]> {
    if (accounts.length === 0) return [];
    // Named: SQLite would read every round trip of the accounts, closed ones too.
    return this.#session.list(
      'open positions',
      `SELECT * FROM positions INDEXED BY positions_open WHERE closed_at IS NULL AND account_id IN (${placeholders(accounts)})
       ORDER BY instrument_id, account_id`,
      accounts,
      positionFromRow,
    );
  }

  async *activePieces(accounts: readonly AccountId[]): AsyncIterable<readonly Position[]> {
    if (accounts.length === 0) return;
    const open = this.#session.list(
      'which positions are open',
      `SELECT seq FROM positions INDEXED BY positions_open WHERE closed_at IS NULL AND account_id IN (${placeholders(accounts)})
       ORDER BY instrument_id, account_id`,
      accounts,
      ({ seq }: { readonly seq: number }) => seq,
    );
    for (let from = 0; from < open.length; from += activeAtOnce) {
      yield this.#session.list(
        'open positions',
        `SELECT * FROM positions WHERE seq IN (SELECT value FROM json_each(?)) AND closed_at IS NULL
         ORDER BY instrument_id, account_id`,
        [JSON.stringify(open.slice(from, from + activeAtOnce))],
        positionFromRow,
      );
    }
  }

  async ofSymbol(symbol: string): Promise<readonly Position[]> {
    return this.#session.list(
      `positions in ${symbol}`,
      `SELECT * FROM positions WHERE instrument_id IN (SELECT id FROM instruments WHERE symbol = ?)
       ORDER BY opened_at DESC, seq DESC`,
      [symbol],
      positionFromRow,
    );
  }

  async ofStrategy(
    accounts: readonly AccountId[],
    {
      strategy,
      from,
      until,
    }: { readonly strategy: string; readonly from: number; readonly until?: number | undefined },
    request: PageRequest,
  ): Promise<Page<Position>> {
    const where = [
      anyOf({ column: 'account_id', values: accounts }),
      ...timeRange('closed_at', undefined, until),
      { sql: `EXISTS (SELECT 1 ${strategiesFilled} AND orders.strategy = ?)`, values: [strategy] },
    ];
    return keysetPage(this.#session, closedTrips('of a strategy', from, where), request, positionFromRow);
  }

  async profit(id: PositionId, mark: Decimal | undefined): Promise<PositionProfit> {
    const position = this.#find(id);
    if (position === undefined) throw new EntityNotFoundError(`there is no position ${id}`);
    const { realised, fees } = position;
    if (position.quantity.isZero()) return { realised, fees, unrealised: Decimal.zero };
    if (mark === undefined) return { realised, fees, unrealised: undefined };
    const instrument = this.#session.find(
      `find instrument ${position.instrumentId}`,
      'SELECT * FROM instruments WHERE id = ?',
      [position.instrumentId],
      instrumentFromRow,
    );
    if (instrument === undefined)
      throw new EntityNotFoundError(`there is no instrument ${position.instrumentId}`);
    return { realised, fees, unrealised: unrealisedProfit(position, instrument, mark) };
  }

  async history(
    accounts: readonly AccountId[],
    filter: TripFilter,
    request: PageRequest,
  ): Promise<Page<Position>> {
    return fetchPage(this.#session, tripQuery(accounts, filter), lastClosedFirst, request, positionFromRow);
  }

  async countSome(accounts: readonly AccountId[], filter: TripFilter, most: number): Promise<Count> {
    return countSome(this.#session, tripQuery(accounts, filter), most);
  }

  async unfolded(): Promise<readonly { readonly accountId: AccountId; readonly held: HeldId }[]> {
    return this.#session.list(
      'what is to be folded',
      'SELECT * FROM unfolded',
      [],
      (row: { readonly account_id: string; readonly held: string }) => ({
        accountId: accountId(row.account_id),
        held: heldId(row.held),
      }),
    );
  }

  async markUnfolded(account: AccountId, held: HeldId): Promise<void> {
    this.#session.insert(`mark ${held} as not folded`, unfoldedInsertion, { account_id: account, held });
  }

  async markFolded(account: AccountId, held: HeldId): Promise<void> {
    const sql = 'DELETE FROM unfolded WHERE account_id = ? AND held = ?';
    this.#session.run(`mark ${held} as folded`, sql, [account, held]);
  }

  async sums(accounts: readonly AccountId[]): Promise<readonly TripSums[]> {
    return this.#session.list(
      'sums of closed positions',
      `SELECT * FROM trip_sums WHERE account_id IN (${placeholders(accounts)})`,
      accounts,
      tripSumsFromRow,
    );
  }

  /** Before round trips in what an account holds are written: what they replace counts no longer. */
  #countTrips(account: string, held: string, rows: readonly Row[]): void {
    const written = new Map(rows.map((row) => [row.sequence, row]));
    const first = rows.reduce((least, { sequence }) => Math.min(least, sequence), Infinity);
    const replaced = this.#session
      .list(
        `closed positions in ${held}`,
        `SELECT ${closedTripColumns} FROM positions ${ofHeld} AND sequence >= ? AND closed_at IS NOT NULL`,
        [account, held, first],
        (row: TripRow) => row,
      )
      .filter(({ sequence }) => written.has(sequence));
    const closed = [...written.values()].filter((row) => row.closed_at !== null);
    this.#recount(account, { replaced, closed });
  }

  #recount(
    account: string,
    { replaced, closed }: { readonly replaced: readonly TripRow[]; readonly closed: readonly TripRow[] },
  ): void {
    const instruments = new Set([...replaced, ...closed].map((row) => row.instrument_id));
    for (const instrument of instruments) {
      const sum = new TripSum(
        this.#session.list(
          `sums of closed positions in ${instrument}`,
          'SELECT * FROM trip_sums WHERE account_id = ? AND instrument_id = ?',
          [account, instrument],
          tripSumsFromRow,
        ),
      );
      for (const row of replaced) if (row.instrument_id === instrument) sum.remove(closedTripFromRow(row));
      for (const row of closed) if (row.instrument_id === instrument) sum.add(closedTripFromRow(row));
      this.#replaceSums(account, instrument, sum.list());
    }
  }

  #replaceSums(account: string, instrument: string, sums: readonly TripSums[]): void {
    const what = `save sums of closed positions in ${instrument}`;
    const where = 'WHERE account_id = ? AND instrument_id = ?';
    this.#session.run(what, `DELETE FROM trip_sums ${where}`, [account, instrument]);
    for (const row of sums.map(tripSumsToRow)) this.#session.insert(what, sumsInsertion, row);
  }

  #find(id: PositionId): Position | undefined {
    return this.#session.find(
      `find position ${id}`,
      'SELECT * FROM positions WHERE id = ?',
      [id],
      positionFromRow,
    );
  }
}
