import { dirname } from 'node:path';
import { createJobs, verifyThreads } from '#src/composition/jobs.ts';
import type { Fill } from '#src/domain/fill.ts';
import { fillIdOf, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { Order } from '#src/domain/order.ts';
import { foldFills } from '#src/domain/position.ts';
import { chainedTables, verifyChain } from '#src/infrastructure/persistence/sqlite/chain.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify.ts';
import {
  account,
  benchFill,
  benchInstrument,
  benchOrder,
  openBenchStore,
  type BenchStore,
} from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const orders = 200_000;
const ordersAtOnce = 5_000;
const turns = 3;
const threads = verifyThreads(createJobs(new URL('../../src/composition/job-worker.ts', import.meta.url)));

const instruments: readonly Instrument[] = Array.from({ length: 20 }, (_, index) => ({
  ...benchInstrument,
  id: instrumentId(`bench:S${index}USDT`),
  symbol: `S${index}USDT`,
}));

/** The whole of it, as the trader runs it, over what a year of busy trading leaves; and the chains by themselves. */
export async function measureVerify(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  try {
    await trade(bench);
    const wholes: { readonly rows: number; readonly time: number }[] = [];
    for (let turn = 0; turn < turns; turn += 1) wholes.push(await measureWhole(dirname(bench.file)));
    const chains = await measureChains(bench);
    const rows = wholes[0]?.rows ?? 0;
    const whole = (rows / medianOf(wholes.map(({ time }) => time))) * 1000;
    const known = { unit: 'rows/s', baseline: undefined, ratio: undefined };
    return [
      {
        name: `verify of ${rows.toLocaleString('en')} rows, ${chains.rows.toLocaleString('en')} of them chained: file, references, chains, seals, sums, in ${threads.others + 1} threads`,
        value: whole,
        ...known,
        goal: '>= 300,000 rows/s',
        pass: whole >= 300_000,
      },
      {
        name: 'of that, the chains in one thread',
        value: chains.perSecond,
        ...known,
        goal: 'printed',
        pass: true,
      },
    ];
  } finally {
    await bench.close();
  }
}

async function measureWhole(folder: string) {
  const start = performance.now();
  const { rows, findings } = await verifyWorkspace(folder, Date, unattended, threads);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return { rows, time: performance.now() - start };
}

async function measureChains(bench: BenchStore) {
  const database = bench.openRaw();
  try {
    const start = performance.now();
    let rows = 0;
    for (const table of chainedTables) rows += (await verifyChain(database, table)).rows;
    return { rows, perSecond: (rows / (performance.now() - start)) * 1000 };
  } finally {
    database.close();
  }
}

/** Of four orders three are filled and one is cancelled, in one account and twenty instruments. */
async function trade({ store }: BenchStore): Promise<void> {
  await store.record.transact((unit) => unit.instruments.saveMany(instruments));
  const fills = instruments.map((): Fill[] => []);
  for (let start = 0; start < orders; start += ordersAtOnce) {
    await store.record.transact(async (unit) => {
      for (let index = start; index < start + ordersAtOnce; index += 1) {
        const own = index % instruments.length;
        const instrument = instruments[own] ?? benchInstrument;
        const fill = Math.floor(index / instruments.length) % 8 > 5 ? undefined : fillAt(index, instrument);
        const order = orderAt(index, instrument, fill);
        await unit.orders.insert(order);
        await unit.orders.appendEvents(eventsOf(order));
        if (fill === undefined) continue;
        fills[own]?.push(fill);
        await unit.trades.save(fill);
        await unit.ledger.settle(entriesOfFill(fill, instrument));
      }
    });
  }
  for (const [own, instrument] of instruments.entries()) {
    const positions = foldFills(fills[own] ?? [], instrument, 'FIFO');
    await store.record.transact((unit) => unit.positions.replaceAll(account, instrument.id, positions));
  }
}

function fillAt(index: number, { id }: Instrument): Fill {
  const order = benchOrder(index, 'verify');
  return {
    ...benchFill(index, 'verify'),
    id: fillIdOf(account, id, `verify-${index}`),
    instrumentId: id,
    orderId: order.id,
    side: Math.floor(index / instruments.length) % 2 === 0 ? 'BUY' : 'SELL',
    quantity: order.quantity,
  };
}

function orderAt(index: number, { id }: Instrument, fill: Fill | undefined): Order {
  const order = { ...benchOrder(index, 'verify'), instrumentId: id };
  if (fill === undefined) return { ...order, status: 'CANCELLED' };
  const { side, quantity, price } = fill;
  return {
    ...order,
    side,
    status: 'FILLED',
    filledQuantity: quantity,
    filledValue: quantity.times(price),
  };
}

function eventsOf(order: Order): readonly OrderEvent[] {
  const last = order.status === 'FILLED' ? 'filled' : 'cancelled';
  const common = { orderId: order.id, status: order.status, time: order.createdAt };
  return (['created', 'accepted', last] as const).map((type, at) => ({
    ...common,
    type,
    sequence: at + 1,
    source: at === 0 ? 'trader' : 'stream',
    receivedAt: order.createdAt + at,
    detail: `${order.quantity.toString()} at ${order.limitPrice?.toString() ?? ''}`,
  }));
}
