/**
 * How a page is read: from which index, and from which places of it.
 *
 * SQLite's planner guesses how rare a value is; a wrong guess sorts a million rows for a page of a hundred. Here the
 * index is named (`page-walk.ts`). Where every index in the page's order leaves filters over, it may have to be read far
 * for a page, unless what they want is common: rows that a filter or a time makes rare (counted, up to a bound) are
 * sorted.
 */
import {
  byTime,
  firstPlaced,
  walksOf,
  wholeTable,
  type FilteredQuery,
  type Look,
  type PagePlan,
} from './page-walk.ts';
import { endsOf, rarestOf } from './rare-rows.ts';

export function planPage(query: FilteredQuery, order: readonly string[], look: Look): PagePlan {
  const walks = walksOf(query, order);
  const isWhole = query.range.length === 0;
  const exact = walks.filter((walk) => walk.residual.length === 0 && (isWhole || walk.inTime === 'seek'));
  const known = firstPlaced(query, exact, look);
  if (known !== undefined) return known;
  if (isWhole && query.filters.length === 0) return wholeTable(query);
  const ends = endsOf(query, look);
  const walk = firstPlaced(query, ends.common ? walks.toSorted(byTime) : walks, look) ?? wholeTable(query);
  if (ends.common && isWhole) return walk;
  return rarestOf(query, walk, ends, look) ?? walk;
}
