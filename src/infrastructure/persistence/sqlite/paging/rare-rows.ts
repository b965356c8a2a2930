/** Whether the rows that match are so few that they are better sorted than looked for in their order. */
import { anyOf, conjunction, sourceOf, unionOf, within } from './conditions.ts';
import {
  firstPlaced,
  planCount,
  walksOf,
  type FilteredQuery,
  type Look,
  type PagePlan,
} from './page-walk.ts';

const pageRows = 100;
/** In the time that one row takes which is sorted with its neighbours: one that is sorted from elsewhere. */
const scatteredRow = 16;
/** An entry of an index that is passed over, and one whose row is looked up for that. */
const entryPassed = 0.25;
const rowPassed = 4;
/** Rows are common of which so many are among the oldest hundred and among the newest: a page of them is near. */
const commonRows = 20;
/** What it takes to read a page value by value. */
const stepped = 2_000;
/** What sorting may take where a page is near, but perhaps not at once. */
const soon = 1_000;

/** What both ends of the time tell. */
export type Ends = {
  /** Whether a row that matches is never far. */
  readonly common: boolean;
  /** How many there are in the range, about. */
  readonly rows: number;
};

export function endsOf(query: FilteredQuery, look: Look): Ends {
  if (query.filters.length === 0) return { common: true, rows: 0 };
  const { index, places } = planCount({ ...query, filters: [] }, look);
  const hit = conjunction([...query.filters.map(anyOf), ...query.others]);
  const rows = unionOf(places, (place) => {
    const { sql, values } = conjunction([...query.always, ...within(place), ...query.range]);
    return {
      sql: `SELECT seq, ${query.time}, ${hit.sql} AS hit FROM ${sourceOf(query.table, index)} WHERE ${sql}`,
      values: [...hit.values, ...values],
    };
  });
  const end = (direction: 'ASC' | 'DESC'): readonly number[] =>
    look.numbers(
      `SELECT coalesce(sum(hit), 0), coalesce(min(seq), 1), coalesce(max(seq), 0)
       FROM (${rows.sql} ORDER BY ${query.time} ${direction} LIMIT ${pageRows})`,
      rows.values,
    );
  const [oldestHits = 0, first = 1] = end('ASC');
  const [newestHits = 0, , last = 0] = end('DESC');
  return { common: Math.min(oldestHits, newestHits) >= commonRows, rows: Math.max(1, last - first + 1) };
}

/**
 * The filters, or the time, that leave so few rows that sorting them takes no longer than what the walk is worth;
 * undefined where none does.
 */
export function rarestOf(
  query: FilteredQuery,
  walk: PagePlan,
  { common, rows }: Ends,
  look: Look,
): PagePlan | undefined {
  const [all = 0] = look.numbers(`SELECT coalesce(max(seq), 0) FROM ${query.table}`, []);
  const worth = (each: number): number => {
    if (common) return soon / each;
    const looksRowsUp = walk.residual.length > 0 || query.others.length > 0;
    // The fewer rows match, the farther the walk for a page of them; out of a range of time, it is as far as that is rare.
    if (looksRowsUp) return Math.sqrt((pageRows * rows * rowPassed) / each);
    const passed = pageRows * (all / rows) * entryPassed;
    return (walk.steps === undefined ? passed : passed + stepped) / each;
  };
  const counted = new Set<string>();
  let rarest: PagePlan | undefined;
  let least = Infinity;
  for (const each of walksOf(query, [query.time])) {
    const filtersNone = each.residual.length === query.filters.length;
    const left = each.residual.map(({ column }) => column).join();
    if ((filtersNone && query.range.length === 0) || counted.has(left)) continue;
    counted.add(left);
    const plan = firstPlaced(query, [each], look);
    if (plan === undefined) continue;
    const cost = filtersNone ? 1 : scatteredRow;
    const bound = Math.ceil(Math.min(worth(cost), least / cost));
    const some = unionOf(plan.places, (place) => {
      const { sql, values } = conjunction([...query.always, ...within(place), ...query.range]);
      return { sql: `SELECT 1 FROM ${sourceOf(query.table, plan.index)} WHERE ${sql}`, values };
    });
    const [found = 0] = look.numbers(`SELECT count(*) FROM (${some.sql} LIMIT ?)`, [...some.values, bound]);
    if (found < bound) [least, rarest] = [found * cost, { ...plan, ordered: false }];
    if (least === 0) break;
  }
  return rarest;
}
