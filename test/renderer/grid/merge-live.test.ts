import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLive } from '#renderer/grid/merge-live.ts';

type Row = { readonly id: string; readonly at: number };

const rules = {
  idOf: (row: Row) => row.id,
  updatedAt: (row: Row) => row.at,
  belongs: () => true,
};

describe('mergeLive', () => {
  it('takes the newer of two rows of one id, wherever it came from', () => {
    const fetched = [
      { id: 'a', at: 5 },
      { id: 'b', at: 5 },
    ];
    const live = [
      { id: 'a', at: 9 },
      { id: 'b', at: 1 },
    ];
    expect(mergeLive(fetched, live, rules)).toEqual([
      { id: 'a', at: 9 },
      { id: 'b', at: 5 },
    ]);
  });

  it('leaves a new row out that belongs to pages not fetched yet', () => {
    const live = [
      { id: 'x', at: 9 },
      { id: 'y', at: 1 },
    ];
    expect(mergeLive([], live, { ...rules, belongs: (row) => row.at > 3 })).toEqual([{ id: 'x', at: 9 }]);
  });

  it('never shows an id twice, and loses none', () => {
    const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat(9) });
    const rows = fc.uniqueArray(row, { selector: (one) => one.id });
    fc.assert(
      fc.property(rows, rows, (fetched, live) => {
        const merged = mergeLive(fetched, live, rules).map((one) => one.id);
        expect(merged.toSorted()).toEqual(
          [...new Set([...fetched, ...live].map((one) => one.id))].toSorted(),
        );
      }),
    );
  });
});
