import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { accountOf, fill, importInto, openStore, start } from './imported-history.ts';

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

/** As Binance's trade history tells executions, and another export those of the same account. */
const withoutOrder = {
  'no ids at all': executions(() => ({})),
  'trade ids alone': executions((at) => ({ tradeId: `t${at}` })),
};

describe.each(Object.entries(withoutOrder))('an order, and its executions with %s', (_name, fills) => {
  /** In which the order stands at that minute. */
  async function eachFirst(minute: number) {
    const whole = order(minute, { orderId: 'o1' });
    const before = await openStore();
    await importInto(before, 'A', [whole]);
    const after = await openStore();
    await importInto(after, 'A', fills);
    return {
      orderFirst: await importInto(before, 'A', fills),
      executionsFirst: await importInto(after, 'A', [whole]),
      open: [await openQuantity(before), await openQuantity(after)],
    };
  }

  it.each([
    ['when it ended', 31],
    ['when it was placed and traded', 0],
    ['when it was placed and waited', -200],
    ['when it was found to be over', 95],
  ])('may be one, whichever comes first, by the time %s', async (_when, minute) => {
    expect(await eachFirst(minute)).toEqual({
      orderFirst: { imported: 0, duplicates: 0, alike: 3 },
      executionsFirst: { imported: 0, duplicates: 0, alike: 1 },
      open: [['4'], ['4']],
    });
  });

  it.each([
    ['lies between them', 8],
    ['is more than a day before them', -day - 1],
    ['is more than a day behind them', 31 + day + 1],
  ])('are two where its time %s', async (_when, minute) => {
    expect(await eachFirst(minute)).toMatchObject({
      orderFirst: { imported: 3 },
      executionsFirst: { imported: 1 },
      open: [['8'], ['8']],
    });
  });

  it('are two where they are of the other side, or were worth something else', async () => {
    const sold = { ...order(31, { orderId: 'o1' }), side: 'SELL' as const };
    const dear = { ...order(31, { orderId: 'o2' }), price: Decimal.from('102.1') };
    const store = await openStore();
    await importInto(store, 'A', [sold, dear]);
    expect(await importInto(store, 'A', fills)).toEqual({ imported: 3, duplicates: 0 });
    const other = await openStore();
    await importInto(other, 'A', fills);
    expect(await importInto(other, 'A', [sold, dear])).toEqual({ imported: 2, duplicates: 0 });
  });

  it('may be one where those of other orders stand before, behind and between them', async () => {
    const [first] = fills;
    const named = (id: string) => (first?.tradeId === undefined ? {} : { tradeId: id });
    const others = [
      fill(-3, 'BUY', '0.5', '99', named('x0')),
      fill(3, 'BUY', '0.2', '101', named('x1')),
      fill(4, 'BUY', '0.3', '101', named('x2')),
      fill(33, 'BUY', '0.5', '99', named('x3')),
    ];
    const wholes = [order(31, { orderId: 'o1' }), fill(4, 'BUY', '0.5', '101', { orderId: 'o2' })];
    const store = await openStore();
    await importInto(store, 'A', wholes);
    const all = [...fills, ...others];
    expect(await importInto(store, 'A', all)).toEqual({ imported: 2, duplicates: 0, alike: 5 });
    const after = await openStore();
    await importInto(after, 'A', all);
    expect(await importInto(after, 'A', wholes)).toEqual({ imported: 0, duplicates: 0, alike: 2 });
  });

  it('are each one order’s at most', async () => {
    const wholes = [order(31, { orderId: 'o1' }), order(32, { orderId: 'o2' })];
    const store = await openStore();
    await importInto(store, 'A', fills);
    expect(await importInto(store, 'A', wholes)).toEqual({ imported: 1, duplicates: 0, alike: 1 });
  });
});

/** Executions of a minute each, of 1 at 1,000 and more, from one to another, as an order. */
function orderOfMany(from: number, to: number): ImportedFill {
  const average = 1_000 + (from + to) / 2;
  return fill(to, 'BUY', String(to - from + 1), String(average), { orderId: `o${from}` });
}

describe('executions of a file of many', () => {
  /** So many that the file is read in pieces of 500. */
  const many = Array.from({ length: 1_100 }, (_each, at) =>
    fill(at, 'BUY', '1', String(1_000 + at), { tradeId: `t${at}` }),
  );

  it.each([
    ['end', 490, 499],
    ['go on behind', 495, 504],
    ['begin behind', 500, 509],
    ['go on to the end of', 995, 1_004],
  ])('may be an order that is recorded, where they %s a piece', async (_where, from, to) => {
    const store = await openStore();
    await importInto(store, 'A', [orderOfMany(from, to)]);
    expect(await importInto(store, 'A', many)).toEqual({ imported: 1_090, duplicates: 0, alike: 10 });
  });

  it('are each recorded order’s once, also where others of the same follow in another piece', async () => {
    const store = await openStore();
    await importInto(store, 'A', [fill(30, 'BUY', '2', '1000', { orderId: 'o' })]);
    const flat = many.map((each) => ({ ...each, price: Decimal.from('1000') }));
    expect(await importInto(store, 'A', flat)).toMatchObject({ alike: 2 });
  });

  it('leave one order each in another export', async () => {
    const orders = Array.from({ length: 110 }, (_each, at) => orderOfMany(at * 10, at * 10 + 9));
    const store = await openStore();
    await importInto(store, 'A', many);
    expect(await importInto(store, 'A', orders)).toEqual({ imported: 0, duplicates: 0, alike: 110 });
    const after = await openStore();
    await importInto(after, 'A', orders);
    expect(await importInto(after, 'A', many)).toEqual({ imported: 0, duplicates: 0, alike: 1_100 });
  });

  it('are found beside more of a day than are looked at', async () => {
    const daily = Array.from({ length: 25_000 }, (_each, at) =>
      fill(0, 'BUY', '1', String(1_000 + at), { time: start + at * 3_000, tradeId: `t${at}` }),
    );
    const [early, late] = [100, 24_900].map((from, at) =>
      fill(0, 'BUY', '10', String(1_004.5 + from), { time: start + (from + 9) * 3_000, orderId: `o${at}` }),
    );
    if (early === undefined || late === undefined) throw new Error('no orders');
    const store = await openStore();
    await importInto(store, 'A', daily);
    expect(await importInto(store, 'A', [early, late])).toEqual({ imported: 0, duplicates: 0, alike: 2 });
  }, 60_000);
});
