import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridColumn } from '#renderer/grid/column.ts';
import { createShownRows, type RowSources } from '#renderer/grid/shown-rows.ts';
import { createRowOrder } from '#renderer/grid/sort-rows.ts';

type Row = { readonly id: string; readonly at: number; readonly price: string | undefined };

const idOf = (row: Row): string => row.id;
const unpriced = (id: string, at: number): Row => ({ id, at, price: undefined });
const byPrice: GridColumn<Row> = {
  id: 'price',
  header: 'Price',
  kind: 'number',
  width: 50,
  value: (row) => row.price,
  cell: idOf,
};
const byId: GridColumn<Row> = { id: 'id', header: 'Id', kind: 'text', width: 50, value: idOf, cell: idOf };

function rowsIn(column: GridColumn<Row> | undefined, passes: (row: Row) => boolean = () => true) {
  const order = column && createRowOrder(column, false, idOf);
  return createShownRows<Row>({ idOf, updatedAt: (row) => row.at, passes, order });
}

describe('createShownRows', () => {
  it('takes the newer of two rows of one id, wherever it came from', () => {
    const fetched = [unpriced('a', 5), unpriced('b', 5)];
    const live = [unpriced('a', 9), unpriced('b', 1)];
    expect(rowsIn(undefined)({ fetched, live, whole: true })).toEqual([unpriced('a', 9), unpriced('b', 5)]);
  });

  it('leaves a new row out that belongs to pages not fetched yet, until they are', () => {
    const rows = rowsIn(byId);
    const fetched = [unpriced('b', 1), unpriced('d', 1)];
    const live = ['a', 'c', 'e'].map((id) => unpriced(id, 2));
    expect(rows({ fetched, live, whole: false }).map(idOf)).toEqual(['a', 'b', 'c', 'd']);
    const more = [...fetched, unpriced('f', 1)];
    expect(rows({ fetched: more, live, whole: false }).map(idOf)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(rows({ fetched, live, whole: true }).map(idOf)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('has after any changes the rows that a merge of all, a filter and a sort have', () => {
    const row = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      at: fc.nat(9),
      price: fc.option(fc.constantFrom('1', '2', '10', '-3'), { nil: undefined }),
    });
    const rows = fc.uniqueArray(row, { selector: idOf });
    const sources: fc.Arbitrary<RowSources<Row>> = fc.record({
      fetched: rows,
      live: rows,
      whole: fc.boolean(),
    });
    const passes = ({ at }: Row): boolean => at !== 4;
    fc.assert(
      fc.property(
        fc.array(sources, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(byPrice, byId),
        (turns, column) => {
          const shown = rowsIn(column, passes);
          for (const turn of grown(turns)) {
            expect(shown(turn)).toEqual(plainly(turn, column.id).filter(passes));
          }
        },
      ),
    );
  });

  it('looks at a few rows of a hundred thousand for one that changes, comes or goes', () => {
    let read = 0;
    const counted: GridColumn<Row> = {
      ...byPrice,
      value: (row) => {
        read += 1;
        return row.price;
      },
    };
    const fetched = Array.from({ length: 100_000 }, (_, at) => ({ id: `r${at}`, at: 0, price: String(at) }));
    const shown = rowsIn(counted);
    shown({ fetched, live: [], whole: true });
    read = 0;
    const moved = { id: 'r500', at: 1, price: '70000.5' };
    const rows = shown({ fetched, live: [moved, { id: 'new', at: 1, price: '3.5' }], whole: true });
    expect(rows.slice(3, 5).map(idOf)).toEqual(['r3', 'new']);
    expect(rows[70_001]).toBe(moved);
    expect(shown({ fetched, live: [moved], whole: true })).toHaveLength(100_000);
    expect(read).toBeLessThan(300);
  });
});

function plainly({ fetched, live, whole }: RowSources<Row>, by: string): Row[] {
  const before = (left: Row, right: Row): number =>
    (by === 'price' ? Number(left.price ?? 99) - Number(right.price ?? 99) : 0) ||
    (left.id < right.id ? -1 : 1);
  const last = fetched.at(-1);
  const news = live.filter(({ id }) => !fetched.some((row) => row.id === id));
  const within = news.filter((row) => whole || last === undefined || before(row, last) <= 0);
  const merged = fetched.map((row) => live.find(({ id, at }) => id === row.id && at >= row.at) ?? row);
  return [...merged, ...within].toSorted(before);
}

/** As a screen is told: pages come behind those that are there, and what is live stays the same object where it stays. */
function grown(turns: readonly RowSources<Row>[]): RowSources<Row>[] {
  return turns.flatMap((turn) => [
    { ...turn, fetched: turn.fetched.slice(0, 2) },
    turn,
    { ...turn, live: turn.live.slice(1) },
    { ...turn, live: turn.live.toReversed() },
    { ...turn, live: turn.live.map((row) => (row.id < 'd' ? { ...row, at: row.at + 1 } : row)) },
  ]);
}
