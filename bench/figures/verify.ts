import { heldOf } from '#src/domain/held.ts';
import { dirname } from 'node:path';
import { createJobs, fileCheckIn } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import type { Fill } from '#src/domain/fill.ts';
import { fillIdOf, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { unchangedLots } from '#src/domain/lots.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { Order } from '#src/domain/order.ts';
import { foldAnew } from '#test/domain/fold-fills.ts';
import { chainedTables, verifyChain } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import {
  account,
  migrationsFolder,
  benchFill,
  benchInstrument,
  benchOrder,
  openBenchStore,
  type BenchStore,
} from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const goal = 300_000;
const orders = 270_000;
const ordersAtOnce = 5_000;
const turns = 3;
const checking = fileCheckIn(
  createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url), {
    clock: createSystemClock(),
  }),
);

const instruments: readonly Instrument[] = Array.from({ length: 20 }, (_, index) => ({
  ...benchInstrument,
  id: instrumentId(`bench:S${index}USDT`),
  symbol: `S${index}USDT`,
}));

/** The hash chains of a million rows, and the whole of it over what a year of busy trading leaves. */
export async function measureVerify(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  try {
    await trade(bench);
    const chains: Walked[] = [];
    const wholes: Walked[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      chains.push(await walkChains(bench));
      wholes.push(await verifyWhole(bench));
    }
    return [
      withGoal(figureOf(`verify: the hash chains of #`, chains)),
      figureOf(`verify of a whole workspace of #: also file, references, seals, sums`, wholes),
    ];
  } finally {
    await bench.close();
  }
}

type Walked = { readonly rows: number; readonly time: number };

function figureOf(name: string, walked: readonly Walked[]): Figure {
  const rows = walked[0]?.rows ?? 0;
  const value = (rows / medianOf(walked.map(({ time }) => time))) * 1000;
  return {
    name: name.replace('#', `${rows.toLocaleString('en')} rows`),
    value,
    unit: 'rows/s',
    baseline: undefined,
    ratio: undefined,
    goal: 'printed',
    pass: true,
  };
}

function withGoal(figure: Figure): Figure {
  return { ...figure, goal: `>= ${goal.toLocaleString('en')} rows/s`, pass: figure.value >= goal };
}

async function verifyWhole({ file }: BenchStore): Promise<Walked> {
  const start = performance.now();
  const { rows, findings } = await verifyWorkspace(
    { folder: dirname(file), migrationsFolder, clock: Date },
    unattended,
    checking,
  );
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return { rows, time: performance.now() - start };
}

async function walkChains(bench: BenchStore): Promise<Walked> {
  const database = bench.openRaw();
  try {
    const start = performance.now();
    let rows = 0;
    for (const table of chainedTables) {
      const { rows: good, firstBad } = await verifyChain(database, table);
      if (firstBad !== undefined) throw new Error(`${table}: ${firstBad.reason.code}`);
      rows += good;
    }
    return { rows, time: performance.now() - start };
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
        await unit.ledger.moveCash(entriesOfFill(fill, instrument));
      }
    });
  }
  for (const [own, instrument] of instruments.entries()) {
    const { trips, lots } = foldAnew(fills[own] ?? [], instrument, 'FIFO');
    await store.record.transact(async (unit) => {
      await unit.positions.replaceAll(account, heldOf(instrument), trips);
      await unit.positions.changeLots(account, heldOf(instrument), { ...unchangedLots, written: lots });
    });
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
