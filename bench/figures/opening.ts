import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { currency, fillIdOf, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { heldOf } from '#src/domain/held.ts';
import { borrowing } from '#test/domain/fold-fills.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { ok } from '#src/domain/result.ts';
import { databaseConfig } from '#src/infrastructure/persistence/database-config.ts';
import { openDatabase } from '#src/infrastructure/persistence/sqlite/workspace/open-database.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import {
  account,
  benchFill,
  benchInstrument,
  migrationsFolder,
  openBenchStore,
  type BenchStore,
} from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';
import { fillOrders, orderAccounts } from './filtered-page.ts';

const long = { orders: 1_000_000, trips: 100_000 };
const short = { orders: 10_000, trips: 1_000 };
const instruments = 50;
const turns = 21;
const clock = createSystemClock();

/** From the folder to the figures of the portfolio, where much was traded and where little was. */
export async function measureOpening(): Promise<readonly Figure[]> {
  const [many, few] = [await storeOf(long), await storeOf(short)];
  try {
    const { ours, raw, ratio } = await inTurns(
      turns,
      () => openAndClose(many),
      () => openAndClose(few),
    );
    return [
      {
        name: 'opening a workspace of 1,000,000 orders and 100,000 closed round trips',
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: '<= 1.3 x one of 10,000 and 1,000',
        pass: ratio <= 1.3,
      },
    ];
  } finally {
    await many.close();
    await few.close();
  }
}

async function openAndClose({ store }: BenchStore): Promise<void> {
  const files = await openDatabase(databaseConfig({ folder: store.folder }), {
    migrationsFolder,
    clock,
    keepReserve: true,
  });
  const workspace = await openWorkspace({
    id: 'bench',
    files,
    feeds: new Map([[benchInstrument.venue, quietFeed]]),
    venues: [],
    openGroups: () => ({
      read: () => Promise.reject(new Error('not asked for')),
      readTrips: () => Promise.reject(new Error('not asked for')),
      readUnsettled: () => Promise.reject(new Error('not asked for')),
      readHoldings: () => Promise.reject(new Error('not asked for')),
      readEntries: () => Promise.reject(new Error('not asked for')),
      close: () => Promise.resolve(),
    }),
    readRateFile: () => Promise.reject(new Error('not asked for')),
    requireRoomForRates: () => Promise.resolve(),
    openHistory: () => ({
      check: () => Promise.reject(new Error('not asked for')),
      movements: () => Promise.reject(new Error('not asked for')),
      gains: () => Promise.reject(new Error('not asked for')),
      equityDays: () => Promise.reject(new Error('not asked for')),
      upgradeChanges: () => Promise.reject(new Error('not asked for')),
    }),
    openFeed: () => quietFeed,
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    openVenueAccount: () => {
      throw new Error('not asked for');
    },
    clock,
    takesOrders: () => false,
    ids: { next: () => 'bench', random: () => 'bench' },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    processId: process.pid,
    digest: sha256,
    tradingOf: () => createPaperExchange,
    readDayRule: () => Promise.resolve({ zone: 'UTC', hour: 0 }),
    publish: () => undefined,
    report: () => undefined,
  });
  await workspace.close();
}

/** Says nothing. */
const quietFeed: MarketDataFeed = {
  venue: benchInstrument.venue,
  state: () => ({ status: 'live', since: 0, reason: undefined }),
  onState: () => () => undefined,
  keepBook: () => () => undefined,
  instruments: () => Promise.resolve(ok([])),
  watch: () => () => undefined,
  book: () => Promise.resolve(undefined),
  candles: () => Promise.resolve(ok([])),
  close: () => Promise.resolve(),
};

/** Closed: what is measured opens it. */
async function storeOf({ orders, trips }: typeof long): Promise<BenchStore> {
  const bench = await openBenchStore();
  const { record } = bench.store;
  const own = await record.read.accounts.get(account);
  await record.transact(async (unit) => {
    await unit.instruments.saveMany(Array.from({ length: 500 }, (_, at) => instrumentAt(at)));
    for (const id of orderAccounts) await unit.accounts.save({ ...own, id, name: id });
  });
  for (let at = 0; at < instruments; at += 1) await trade(bench, instrumentAt(at), trips / instruments);
  const raw = bench.openRaw();
  fillOrders(raw, orders);
  raw.close();
  await bench.store.close();
  return bench;
}

/** Round trips of one instrument, one after another, and one that stays open. */
async function trade({ store }: BenchStore, instrument: Instrument, trips: number): Promise<void> {
  const fold = new PositionFold(borrowing(account, instrument, 'FIFO'));
  const fills = Array.from({ length: trips * 2 + 1 }, (_, at) => {
    const venueTradeId = `t${at}`;
    const own = {
      id: fillIdOf(account, instrument.id, venueTradeId),
      instrumentId: instrument.id,
      venueTradeId,
    };
    return { ...benchFill(at, ''), ...own };
  });
  const closed = fills.flatMap((fill) => fold.add(fill));
  await store.record.transact(async (unit) => {
    await unit.trades.saveMany(fills);
    await unit.positions.saveMany([...closed, ...fold.unfinished()]);
    await unit.positions.changeLots(account, heldOf(instrument), fold.lotChanges());
  });
}

function instrumentAt(at: number): Instrument {
  const symbol = `S${at}USDT`;
  return { ...benchInstrument, id: instrumentId(`bench:${symbol}`), symbol, base: currency(`S${at}`) };
}
