import { applyReports } from '#src/application/orders/apply-reports.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { newOrder, type Order } from '#src/domain/order.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import { account, benchInstrument, openBenchStore, type BenchStore } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const before = { many: 20_000, few: 20 };
const batchSize = 200;
const turns = 400;

/** What one fill costs, recorded and booked in a unit of work of its own, when its order has many and when it has few. */
export async function measureReportCost(): Promise<readonly Figure[]> {
  const [long, short] = [await openBenchStore(), await openBenchStore()];
  try {
    const many = await filledTimes(long, before.many);
    const few = await filledTimes(short, before.few);
    const { ours, raw, ratio } = await inTurns(
      turns,
      (turn) => record(long, [fillOf(many, before.many + turn + 1)]),
      (turn) => record(short, [fillOf(few, before.few + turn + 1)]),
    );
    return [
      {
        name: 'one fill of an order that has 20,000',
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: '<= 1.2 x one of an order that has 20',
        pass: ratio <= 1.2,
      },
    ];
  } finally {
    await long.close();
    await short.close();
  }
}

/** A sell that closes, fill by fill, what one fill bought. */
async function filledTimes(bench: BenchStore, count: number): Promise<Order> {
  const bought = await open(bench, 'bought', 'BUY');
  await record(bench, [fillOf(bought, 0, '1000000')]);
  const sold = await open(bench, 'sold', 'SELL');
  for (let at = 0; at < count; at += batchSize) {
    const fills = Array.from({ length: Math.min(batchSize, count - at) }, (_, index) => at + index);
    await record(
      bench,
      fills.map((index) => fillOf(sold, index)),
    );
  }
  return sold;
}

async function open({ store }: BenchStore, name: string, side: Order['side']): Promise<Order> {
  const order = newOrder({
    id: orderId(name),
    clientOrderId: clientOrderId(`td-${name}`),
    accountId: account,
    instrumentId: benchInstrument.id,
    side,
    type: 'LIMIT',
    quantity: Decimal.from('1000000'),
    limitPrice: Decimal.from('100'),
    stopPrice: undefined,
    timeInForce: 'GTC',
    createdAt: 0,
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  await store.record.transact((unit) => unit.orders.insert(order));
  return order;
}

function record({ store }: BenchStore, reports: readonly OrderReport[]): Promise<unknown> {
  return store.record.transact((unit) => applyReports(unit, reports), 'essential');
}

function fillOf({ clientOrderId: id, side }: Order, index: number, quantity = '1'): OrderReport {
  const number = index + (side === 'BUY' ? 1 : 2);
  return {
    clientOrderId: id,
    brokerOrderId: undefined,
    source: 'stream',
    time: number,
    receivedAt: number,
    type: 'filled',
    fill: {
      venueTradeId: `${side}-${number}`,
      quantity: Decimal.from(quantity),
      price: Decimal.from('100'),
      fee: undefined,
      liquidity: 'MAKER',
      venueSequence: number,
    },
  };
}
