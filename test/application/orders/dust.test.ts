import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyReports } from '#src/application/orders/apply-reports.ts';
import { rebuildOne } from '#src/application/imports/import-positions.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { isDust } from '#src/domain/dust.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import { heldOf } from '#src/domain/held.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

const decimal = (text: string): Decimal => Decimal.from(text);
let desk: Desk;
let filled: number;

beforeEach(async () => {
  desk = await openDesk();
  filled = 0;
});

afterEach(() => desk.close());

async function placed(side: 'BUY' | 'SELL', quantity: string, price: string): Promise<Order> {
  const answer = await desk.run.placeOrder({ terms: { ...limitBuy(quantity, price), side } });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.order;
}

function filling({ clientOrderId, limitPrice: price }: Order, quantity: string, inKind = '0'): OrderReport {
  filled += 1;
  const time = desk.clock.now() + filled * 1_000;
  const fee = { currency: btc.base, amount: decimal(inKind) };
  const of = { venueTradeId: `t${filled}`, quantity: decimal(quantity), venueSequence: undefined };
  if (price === undefined) throw new Error('a limit order has a price');
  return {
    clientOrderId,
    brokerOrderId: clientOrderId,
    source: 'stream',
    time,
    receivedAt: time,
    type: 'filled',
    fill: { ...of, price, fee, liquidity: 'TAKER' },
  };
}

async function report(...reports: readonly OrderReport[]): Promise<void> {
  await desk.run.store.transact((unit) => applyReports(unit, reports));
}

const fill = (order: Order, quantity: string, inKind?: string) => report(filling(order, quantity, inKind));

/** 1 bought at 100 less 0.001, of which nothing below 0.1 can be sold for 100 each: the minimum is 10. */
async function buyLessFee(): Promise<void> {
  await fill(await placed('BUY', '1', '100'), '1', '0.001');
}

const least = async () =>
  (await desk.run.store.read.trades.page({ accountIds: [account] }, 'ascending', { limit: 9 })).rows.map(
    (one) => one.least?.toString(),
  );
const open = async () => desk.run.store.read.positions.active([account]);
const closed = async () => closedTrips(desk.run.store.read.positions, [account]);

describe('what a fill leaves of less than could be traded then', () => {
  test('ends the round trip, and the next purchase sweeps it up', async () => {
    await buyLessFee();
    await fill(await placed('SELL', '0.95', '100'), '0.95');
    expect(await least()).toEqual(['0.1', '0.1']);
    expect(await closed()).toMatchObject([{ sequence: 1, hasTraded: true }]);
    const [dust, ...others] = await open();
    expect(others).toEqual([]);
    expect(dust).toMatchObject({ sequence: 2, quantity: decimal('0.049'), dustBelow: decimal('0.1') });
    await fill(await placed('BUY', '1', '120'), '1');
    expect((await open()).map((one) => [one.sequence, one.quantity.toString(), isDust(one)])).toEqual([
      [2, '1.049', false],
    ]);
  });

  test('is told by the rules of then, whatever they are later', async () => {
    await buyLessFee();
    await fill(await placed('SELL', '0.95', '100'), '0.95');
    const before = [...(await closed()), ...(await open())];
    await desk.run.store.transact((unit) => unit.instruments.saveMany([{ ...btc, minNotional: undefined }]));
    await rebuildOne(desk.run.store, { accountId: account, held: heldOf(btc) });
    expect([...(await closed()), ...(await open())]).toEqual(before);
  });

  test('is none while the order that sells it goes on', async () => {
    await buyLessFee();
    const sale = await placed('SELL', '0.999', '100');
    await fill(sale, '0.95');
    expect(await closed()).toEqual([]);
    await fill(sale, '0.049');
    expect(await least()).toEqual(['0.1', '0.001', '0.1']);
    expect(await closed()).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  test('is told behind the last fill of an order that is reported whole, or with its end', async () => {
    await buyLessFee();
    const sale = await placed('SELL', '0.999', '100');
    const ended = { ...filling(sale, '0'), type: 'cancelled', reason: 'IOC' } as const;
    await report(filling(sale, '0.9'), filling(sale, '0.05'), ended);
    expect(await least()).toEqual(['0.1', '0.001', '0.1']);
    expect(await closed()).toHaveLength(1);
    expect((await open()).map(isDust)).toEqual([true]);
  });

  test('comes to the same when it is folded anew', async () => {
    await buyLessFee();
    await fill(await placed('SELL', '0.95', '100'), '0.95');
    await fill(await placed('BUY', '2', '110'), '2');
    await fill(await placed('SELL', '2', '120'), '2');
    const before = { open: await open(), closed: await closed() };
    expect(before.open.map(isDust)).toEqual([true]);
    expect(before.closed).toHaveLength(2);
    await rebuildOne(desk.run.store, { accountId: account, held: heldOf(btc) });
    expect({ open: await open(), closed: await closed() }).toEqual(before);
  });
});
