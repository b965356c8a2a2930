import { heldOf } from '#src/domain/held.ts';
import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { createMarketWatch } from '#src/application/market/market-watch.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { createLiveValuations } from '#src/application/portfolio/live-valuations.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill, Side } from '#src/domain/fill.ts';
import { fillIdOf, roundTripId } from '#src/domain/ids.ts';
import type { Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { account, benchInstrument, openBenchStore, type BenchStore } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const trips = { many: 1_000_000, few: 100 };
const tripsAUnit = 10_000;
const lots = { many: 20_000, few: 10 };
const fillsAUnit = 1_000;
const turns = 200;

type FillOf = (turn: number) => Fill;

/** What one fill costs in all, recorded, booked and valued anew: above many closed round trips, and among many open lots. */
export async function measureFillCost(): Promise<readonly Figure[]> {
  return [
    await measured('one fill in all above 1,000,000 closed round trips', '100', trips, closeTrips),
    await measured('one fill in all of a position with 20,000 open lots', '10', lots, openLots),
  ];
}

async function measured(
  name: string,
  few: string,
  counts: { readonly many: number; readonly few: number },
  prepare: (store: BenchStore['store'], count: number) => Promise<FillOf>,
): Promise<Figure> {
  const [long, short] = [await openBenchStore(), await openBenchStore()];
  try {
    const { ours, raw, ratio } = await inTurns(
      turns,
      await openDesk(long.store, await prepare(long.store, counts.many)),
      await openDesk(short.store, await prepare(short.store, counts.few)),
    );
    const goal = `<= 1.2 x one with ${few}`;
    return { name, value: ours, unit: 'ms', baseline: raw, ratio, goal, pass: ratio <= 1.2 };
  } finally {
    await long.close();
    await short.close();
  }
}

async function closeTrips(store: BenchStore['store'], closed: number): Promise<FillOf> {
  const [trip] = foldFills([fillOf(0), fillOf(1)], benchInstrument, 'FIFO');
  if (trip === undefined) throw new Error('two fills make a round trip');
  for (let at = 0; at < closed; at += tripsAUnit)
    await saveTrips(store, trip, at, Math.min(at + tripsAUnit, closed));
  await store.record.transact((unit) => unit.trades.saveMany([fillOf(0), fillOf(1)]));
  return (turn) => fillOf(turn + 3);
}

/** Each fill that follows adds a lot or ends one. */
async function openLots({ record }: BenchStore['store'], open: number): Promise<FillOf> {
  for (let at = 0; at < open; at += fillsAUnit) {
    const fills = Array.from({ length: Math.min(fillsAUnit, open - at) }, (_, own) =>
      fillOf(at + own, 'BUY'),
    );
    await record.transact((unit) => bookFills(unit, fills));
  }
  return (turn) => fillOf(open + turn + 1);
}

/** Resolves with what books and values one fill more. */
async function openDesk(store: BenchStore['store'], next: FillOf): Promise<(turn: number) => Promise<void>> {
  let due: (() => void) | undefined;
  let valued: (() => void) | undefined;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = {
    now: () => 0,
    monotonic: () => 0,
    after(milliseconds: number, call: () => void) {
      // The valuation's own timer, and none of the day's.
      if (milliseconds < 1_000) due = call;
      return () => undefined;
    },
  };
  const valuations = createLiveValuations({
    store: store.record,
    learn: async () => undefined,
    values: {
      read: store.record.read,
      mark: () => undefined,
      instrument: () => benchInstrument,
      pairs: () => [],
      given: noneGiven,
    },
    watch: createMarketWatch(new Map()),
    clock,
    log: silent,
    candlesOf: () => ({ feed: undefined, stored: store.market, log: silent }),
    equityDays: store.equityDays,
    statementsOf: () => ({ version: 0, isChecking: false, checked: [] }),
    readDayRule: () => Promise.resolve({ zone: 'UTC', hour: 0 }),
    readOnly: true,
    onValuation: () => valued?.(),
  });
  await valuations.reload();
  return async (turn) => {
    const fill = next(turn);
    const changes = await store.record.transact((unit) => bookFills(unit, [fill]), 'essential');
    valuations.follow([{ type: 'fillAdded', fill }, ...changes]);
    await new Promise<void>((resolve) => {
      valued = resolve;
      due?.();
    });
  };
}

function saveTrips(store: BenchStore['store'], trip: Position, from: number, to: number): Promise<void> {
  const saved = Array.from({ length: to - from }, (_, at) => {
    const sequence = from + at + 1;
    return { ...trip, id: roundTripId(account, heldOf(benchInstrument), sequence), sequence };
  });
  return store.record.transact((unit) => unit.positions.saveMany(saved));
}

/** A buy and a sell by turns. */
function fillOf(index: number, side: Side = index % 2 === 0 ? 'BUY' : 'SELL'): Fill {
  const venueTradeId = `t${index}`;
  return {
    id: fillIdOf(account, benchInstrument.id, venueTradeId),
    accountId: account,
    instrumentId: benchInstrument.id,
    orderId: undefined,
    venueTradeId,
    side,
    quantity: Decimal.one,
    price: Decimal.from('100'),
    fee: undefined,
    liquidity: 'TAKER',
    source: 'venue',
    venueSequence: index + 1,
    place: undefined,
    time: index,
    receivedAt: index,
  };
}
