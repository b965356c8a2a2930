import { createMarketWatch } from '#src/application/market/market-watch.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { createLiveValuations } from '#src/application/portfolio/live-valuations.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { fillIdOf, roundTripId } from '#src/domain/ids.ts';
import { foldFills, type Position } from '#src/domain/position.ts';
import { account, benchInstrument, openBenchStore, type BenchStore } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const trips = { many: 1_000_000, few: 100 };
const tripsAUnit = 10_000;
const turns = 200;

/** What one fill costs in all, recorded, booked and valued anew, above many closed round trips and above few. */
export async function measureFillCost(): Promise<readonly Figure[]> {
  const [long, short] = [await openBenchStore(), await openBenchStore()];
  try {
    const many = await openDesk(long, trips.many);
    const few = await openDesk(short, trips.few);
    const { ours, raw, ratio } = await inTurns(turns, many, few);
    return [
      {
        name: 'one fill in all above 1,000,000 closed round trips',
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: '<= 1.2 x one above 100',
        pass: ratio <= 1.2,
      },
    ];
  } finally {
    await long.close();
    await short.close();
  }
}

/** Resolves with what books and values one fill more. */
async function openDesk({ store }: BenchStore, closed: number): Promise<(turn: number) => Promise<void>> {
  const [trip] = foldFills([fillOf(0), fillOf(1)], benchInstrument, 'FIFO');
  if (trip === undefined) throw new Error('two fills make a round trip');
  for (let at = 0; at < closed; at += tripsAUnit)
    await saveTrips(store, trip, at, Math.min(at + tripsAUnit, closed));
  await store.record.transact((unit) => unit.trades.saveMany([fillOf(0), fillOf(1)]));

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
      pair: () => undefined,
    },
    watch: createMarketWatch(new Map()),
    clock,
    log: silent,
    candlesOf: () => ({ feed: undefined, stored: store.market, log: silent }),
    readDayRule: () => Promise.resolve({ zone: 'UTC', hour: 0 }),
    readOnly: true,
    onValuation: () => valued?.(),
  });
  await valuations.reload();
  return async (turn) => {
    const fill = fillOf(turn + 3);
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
    return { ...trip, id: roundTripId(account, benchInstrument.id, sequence), sequence };
  });
  return store.record.transact((unit) => unit.positions.saveMany(saved));
}

/** A buy and a sell by turns. */
function fillOf(index: number): Fill {
  const venueTradeId = `t${index}`;
  return {
    id: fillIdOf(account, benchInstrument.id, venueTradeId),
    accountId: account,
    instrumentId: benchInstrument.id,
    orderId: undefined,
    venueTradeId,
    side: index % 2 === 0 ? 'BUY' : 'SELL',
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
