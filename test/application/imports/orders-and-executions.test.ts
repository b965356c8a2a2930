import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { accountOf, fill, importInto, openStore } from './imported-history.ts';

const day = 24 * 60;
const executions = (more: (at: number) => Partial<ImportedFill>): readonly ImportedFill[] => [
  fill(0, 'BUY', '1', '100', more(0)),
  fill(7, 'BUY', '2', '103', more(1)),
  fill(31, 'BUY', '1', '102', more(2)),
];
/** The order as a whole, at the time of its last execution; its price is their average. */
const order = (minute: number, more: Partial<ImportedFill>): ImportedFill =>
  fill(minute, 'BUY', '4', '102', more);

async function openQuantity(store: Awaited<ReturnType<typeof openStore>>): Promise<readonly string[]> {
  const open = await store.read.positions.active([await accountOf(store, 'A')]);
  return open.map(({ quantity }) => quantity.toString());
}

describe('an order, and its executions in another export', () => {
  const exports = {
    'order ids alone': executions(() => ({ orderId: 'o1' })),
    'trade ids beside': executions((at) => ({ orderId: 'o1', tradeId: `t${at}` })),
  };

  it.each(Object.entries(exports))('may be one, with %s, whichever comes first', async (_name, fills) => {
    const whole = order(31, { orderId: 'o1' });
    const before = await openStore();
    expect(await importInto(before, 'A', [whole])).toEqual({ imported: 1, duplicates: 0 });
    expect(await importInto(before, 'A', fills)).toEqual({ imported: 0, duplicates: 0, alike: 3 });
    expect(await openQuantity(before)).toEqual(['4']);
    const after = await openStore();
    await importInto(after, 'A', fills);
    expect(await importInto(after, 'A', [whole])).toEqual({ imported: 0, duplicates: 0, alike: 1 });
    expect(await openQuantity(after)).toEqual(['4']);
  });

  it('may be one where an export ends within the order', async () => {
    const store = await openStore();
    const fills = exports['order ids alone'];
    await importInto(store, 'A', fills.slice(0, 2));
    expect(await importInto(store, 'A', [order(31, { orderId: 'o1' })])).toMatchObject({ alike: 1 });
    const other = await openStore();
    await importInto(other, 'A', [order(31, { orderId: 'o1' })]);
    expect(await importInto(other, 'A', fills.slice(0, 2))).toMatchObject({ alike: 2 });
  });

  it('are told apart by order, by side and by what was traded', async () => {
    const store = await openStore();
    await importInto(store, 'A', exports['order ids alone']);
    expect(await importInto(store, 'A', [order(31, { orderId: 'o2' })])).toMatchObject({ imported: 1 });
    const sold = { ...order(31, { orderId: 'o1' }), side: 'SELL' as const };
    expect(await importInto(store, 'A', [sold])).toMatchObject({ imported: 1 });
  });

  it('are not doubted where the file goes on with executions of the same order', async () => {
    const store = await openStore();
    const fills = exports['order ids alone'];
    await importInto(store, 'A', fills.slice(0, 2));
    expect(await importInto(store, 'A', fills)).toEqual({ imported: 1, duplicates: 2 });
  });

  it('by trade ids are another where they make another quantity, or were long before', async () => {
    const store = await openStore();
    await importInto(store, 'A', exports['trade ids beside']);
    const more = { ...order(31, { orderId: 'o1' }), quantity: Decimal.from('5') };
    expect(await importInto(store, 'A', [more])).toMatchObject({ imported: 1 });
    const late = order(31 + 2 * day, { orderId: 'o1' });
    expect(await importInto(store, 'A', [late])).toMatchObject({ imported: 1 });
  });
});
