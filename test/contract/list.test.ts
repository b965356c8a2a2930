import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { calls } from '#src/contract/contract.ts';
import { listOf, parseLists } from '#src/contract/list.ts';

const row = z.object({ id: z.string().max(3), sums: z.array(z.string().max(2)).optional() });
const page = z.object({
  rows: listOf(row),
  total: z.number(),
  levels: z.array(z.string().max(1)).optional(),
});
const nested = z.object({
  pages: listOf(z.object({ name: z.string().optional(), rows: listOf(row) })).optional(),
});

describe('a list whose items stand each for itself', () => {
  it('loses the bad ones, wherever they stand and whatever is wrong with them, and keeps the order', () => {
    const rows = [
      { id: 'a' },
      { id: 'long' },
      null,
      { id: 'b', sums: ['1', '234'] },
      { id: 'c', sums: ['1'] },
    ];
    const parsed = parseLists(page, { rows, total: 5 });
    expect(parsed).toMatchObject({
      success: true,
      data: { rows: [{ id: 'a' }, { id: 'c', sums: ['1'] }], total: 5 },
    });
    const omitted = parsed.success ? parsed.omitted.map(({ path }) => path[1]) : [];
    expect(omitted).toEqual([1, 2, 3]);
  });

  it('as a whole answer, and as a list in a list, of which the outer item goes', () => {
    expect(parseLists(listOf(row), [{ id: 'a' }, { id: 'long' }])).toMatchObject({ data: [{ id: 'a' }] });
    const pages = [{ rows: [{ id: 'a' }] }, { name: 'x', rows: [{ id: 'long' }] }];
    expect(parseLists(nested, { pages })).toMatchObject({ data: { pages: [{ rows: [{ id: 'a' }] }] } });
  });

  it('is given as it is where all fit', () => {
    const value = { rows: [{ id: 'a' }], total: 1 };
    expect(parseLists(page, value)).toEqual({ success: true, data: value, omitted: [] });
  });

  it.each([
    ['what is no item is wrong too', { rows: [{ id: 'long' }], total: 'x' }],
    ['it is no list', { rows: 'x', total: 1 }],
    ['what makes sense whole only is not whole', { rows: [], total: 1, levels: ['1', '22'] }],
    ['the value is none', undefined],
  ])('is refused as a whole where %s', (_what, value) => {
    expect(parseLists(page, value)).toMatchObject({ success: false });
  });
});

it('an instrument of a coin with a long name is an instrument', () => {
  const instrument = {
    id: 'binance:XUSDT',
    venue: 'binance',
    symbol: 'XUSDT',
    kind: 'spot',
    base: '1000000000LONGNAMEDCOIN',
    quote: 'USDT',
    settle: 'USDT',
    tickSize: '0.01',
    lotSize: '1',
    multiplier: '1',
    tradable: true,
  };
  expect(parseLists(calls['instruments.list'].output, [instrument])).toMatchObject({
    data: [instrument],
    omitted: [],
  });
});
