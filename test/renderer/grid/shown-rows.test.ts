import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridColumn } from '#renderer/grid/column.ts';
import { createShownRows } from '#renderer/grid/shown-rows.ts';
import { type Table, tableOf } from '#renderer/core/table.ts';
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

const isShown = ({ at }: Row): boolean => at !== 4;

/** What a test tells: two lists of rows that change live, with no id in both. */
type Told = {
  readonly fetched: readonly Row[];
  readonly live: readonly Row[];
  readonly ended: readonly Row[];
  readonly whole: boolean;
};

/** The table of the rows, made of the one before as a store does it. */
function madeOf(before: Table<Row>, rows: readonly Row[]): Table<Row> {
  const ids = new Set(rows.map(idOf));
  const without = before
    .ids()
    .filter((id) => !ids.has(id))
    .reduce((table, id) => table.without(id), before);
  return rows.reduce((table, row) => table.with(row.id, row), without);
}

function rowsIn(column: GridColumn<Row> | undefined, passes: (row: Row) => boolean = () => true) {
  const order = column && createRowOrder(column, false, idOf);
  const shownOf = createShownRows<Row>({ idOf, updatedAt: (row) => row.at, passes, order });
  let [live, ended] = [tableOf<Row>([], idOf), tableOf<Row>([], idOf)];
  return (told: Omit<Told, 'ended'> & Partial<Told>): readonly Row[] => {
    [live, ended] = [madeOf(live, told.live), madeOf(ended, told.ended ?? [])];
    const { rows, indexOf } = shownOf({ fetched: told.fetched, live: [live, ended], whole: told.whole });
    // A few of many: the place is looked up by halving.
    const some = [0, rows.length >> 1, rows.length - 1].flatMap((at) => rows[at] ?? []);
    expect(some.map(({ id }) => rows[indexOf(id)])).toEqual(some);
    expect(indexOf('none')).toBe(-1);
    return rows;
  };
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
    const sources: fc.Arbitrary<Told> = fc
      .record({ fetched: rows, news: rows, cut: fc.nat(8), whole: fc.boolean() })
      .map(({ fetched, news, cut, whole }) => ({
        fetched,
        live: news.slice(0, cut),
        ended: news.slice(cut),
        whole,
      }));
    fc.assert(
      fc.property(
        fc.array(sources, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(byPrice, byId),
        (turns, column) => {
          const shown = rowsIn(column, isShown);
          for (const turn of grown(turns)) {
            expect(shown(turn)).toEqual(plainly(turn, column.id).filter(isShown));
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
    expect(read).toBeLessThan(600);
  });
});

function plainly({ fetched, whole, ...told }: Told, by: string): Row[] {
  const live = [...told.live, ...told.ended];
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
function grown(turns: readonly Told[]): Told[] {
  return turns.flatMap((turn) => [
    { ...turn, fetched: turn.fetched.slice(0, 2) },
    turn,
    { ...turn, live: turn.live.slice(1) },
    // One of them ends.
    { ...turn, live: turn.live.slice(1), ended: [...turn.ended, ...turn.live.slice(0, 1)] },
    { ...turn, live: turn.live.map((row) => (row.id < 'd' ? { ...row, at: row.at + 1 } : row)) },
  ]);
}
