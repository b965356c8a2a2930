import { importId, ledgerEntryId, type LedgerEntryId } from '#src/domain/ids.ts';
import type {
  ActivityFilter,
  ActivityRepository,
  EntriesWanted,
  FillsWanted,
  RecordedActivity,
  RecordedEntry,
  RecordedFill,
} from '#src/ports/activity-repository.ts';
import type { Count, Page, PageAfter, SortDirection } from '#src/ports/page.ts';
import { placeholders } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Condition, Filter } from '#src/infrastructure/persistence/sqlite/paging/conditions.ts';
import { timeRange } from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import {
  countMerged,
  countSomeMerged,
  mergedPage,
  type Merged,
} from '#src/infrastructure/persistence/sqlite/paging/merged-page.ts';
import type { FilteredQuery } from '#src/infrastructure/persistence/sqlite/paging/page-walk.ts';
import { fillFromRow, isFeeByHand } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import { ledgerEntryFromRow } from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import type { FillRow, LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { fillQuery } from './fill-query.ts';

/** What `voided_by` begins with where another entry took the place. */
const correction = 'correction ';
const counts: Condition = { sql: 'voided_by IS NULL', values: [] };
const wasCorrected: Condition = { sql: `substr(voided_by, 1, 11) = '${correction}'`, values: [] };
/** One that moves nothing only takes another back. */
const movesSome: Condition = {
  sql: '(corrects IS NULL OR cash_amount IS NOT NULL OR quantity IS NOT NULL OR ratio_new IS NOT NULL)',
  values: [],
};

export class SqliteActivityRepository implements ActivityRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async page(
    filter: ActivityFilter,
    direction: SortDirection,
    request: PageAfter,
  ): Promise<Page<RecordedActivity>> {
    const page = mergedPage(this.#session, partsOf(filter), direction, request);
    return { ...page, rows: page.rows.map((row) => (isCorrected(row) ? this.#withFeeTold(row) : row)) };
  }

  /** Something else of it may have been told instead. */
  #withFeeTold(row: RecordedFill): RecordedFill {
    const isTold = this.#session.find(
      `whether the fee of fill ${row.fill.id} was told by hand`,
      `SELECT ${isFeeByHand} AS told FROM fills WHERE seq = ?`,
      [row.place.seq],
      ({ told }: { readonly told: number }) => told === 1,
    );
    return { ...row, isFeeByHand: isTold ?? false };
  }

  async count(filter: ActivityFilter): Promise<number> {
    return countMerged(this.#session, partsOf(filter));
  }

  async countSome(filter: ActivityFilter, most: number): Promise<Count> {
    return countSomeMerged(this.#session, partsOf(filter), most);
  }

  async corrections(id: LedgerEntryId): Promise<readonly RecordedEntry[]> {
    return this.#session.list(
      `corrections of ledger entry ${id}`,
      `WITH RECURSIVE
         earlier(id, corrects) AS (
           SELECT id, corrects FROM ledger WHERE id = ? AND ${shown}
           UNION SELECT ledger.id, ledger.corrects FROM ledger JOIN earlier ON ledger.id = earlier.corrects
             WHERE ${shown}),
         later(id) AS (
           SELECT id FROM earlier
           UNION SELECT ledger.id FROM ledger JOIN later ON ledger.corrects = later.id)
       SELECT * FROM ledger WHERE id IN (SELECT id FROM later) AND ${shown} ORDER BY seq`,
      [id],
      entryFromRow,
    );
  }
}

const shown = `(ledger.voided_by IS NULL OR substr(ledger.voided_by, 1, 11) = '${correction}')`;

function partsOf({ fills, entries }: ActivityFilter): readonly Merged<RecordedActivity>[] {
  const parts: Merged<RecordedActivity>[] = [];
  if (fills !== undefined)
    parts.push({ name: 'activity fills', query: fillsQuery(fills), toEntity: filledFromRow });
  if (entries === undefined) return parts;
  const { corrected } = entries;
  const others = corrected ? [] : [movesSome];
  parts.push({
    name: 'activity entries',
    query: entriesQuery(entries, counts, 'ledger_account', others),
    toEntity: entryFromRow,
  });
  if (corrected)
    parts.push({
      name: 'activity corrected',
      query: entriesQuery(entries, wasCorrected, 'ledger_corrected', []),
      toEntity: entryFromRow,
    });
  return parts;
}

function fillsQuery({ accountIds, instrumentIds, sources, from, to }: FillsWanted): FilteredQuery {
  const query = fillQuery({ accountIds, from, to });
  const filters: readonly Filter[] = [
    ...query.filters,
    ...(instrumentIds === undefined ? [] : [{ column: 'instrument_id', values: instrumentIds }]),
    ...(sources === undefined ? [] : [{ column: 'source', values: sources }]),
  ];
  return { ...query, filters };
}

function entriesQuery(
  { accountIds, types, asset, imported, note, from, to }: EntriesWanted,
  always: Condition,
  index: string,
  others: readonly Condition[],
): FilteredQuery {
  const more: Condition[] = [...others];
  if (imported !== undefined) more.push({ sql: `import_id IS ${imported ? 'NOT ' : ''}NULL`, values: [] });
  if (note !== undefined) more.push({ sql: "instr(lower(coalesce(note, '')), ?) > 0", values: [note] });
  if (asset !== undefined) {
    const { text, instrumentIds } = asset;
    more.push({
      sql: `(instr(lower(coalesce(cash_currency, '')), ?) > 0 OR instrument_id IN (${placeholders(instrumentIds)}))`,
      values: [text, ...instrumentIds],
    });
  }
  return {
    table: 'ledger',
    time: 'time',
    indexes: [{ name: index, columns: ['account_id', 'time'] }],
    filters: [
      { column: 'account_id', values: accountIds },
      ...(types === undefined ? [] : [{ column: 'type', values: types }]),
    ],
    range: timeRange('time', from, to),
    always: [always],
    others: more,
  };
}

function isCorrected(row: RecordedActivity): row is RecordedFill {
  return row.kind === 'fill' && row.isFeeByHand;
}

function filledFromRow(row: FillRow): RecordedActivity {
  return {
    kind: 'fill',
    fill: fillFromRow(row),
    isFeeByHand: row.corrects !== null,
    importId: importIn(row),
    place: placeOf(row),
  };
}

function entryFromRow(row: LedgerRow): RecordedEntry {
  const by = row.voided_by;
  return {
    kind: 'entry',
    entry: ledgerEntryFromRow(row),
    importId: importIn(row),
    correctedBy: by?.startsWith(correction) === true ? ledgerEntryId(by.slice(correction.length)) : undefined,
    place: placeOf(row),
  };
}

function importIn({ import_id: id }: Pick<LedgerRow, 'import_id'>) {
  return id === null ? undefined : importId(id);
}

function placeOf({ seq, hash }: Pick<LedgerRow, 'seq' | 'hash'>) {
  return { seq, hash };
}
