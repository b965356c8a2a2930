import * as fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  tripResults,
  type CurrencyResults,
  type TripResults,
} from '#src/application/portfolio/trip-results.ts';
import { accountId, clientOrderId, currency, instrumentId, orderId, portfolioId } from '#src/domain/ids.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  decimal,
  portfolio,
  sampleAccount,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  startTime,
} from '#test/ports/sample-entities.ts';

const euro = currency('EUR');
const btc = sampleInstrument(instrumentId('binance:BTCUSDT'));
const btcEuro = { ...sampleInstrument(instrumentId('binance:BTCEUR')), quote: euro, settle: euro };

let folder: string;
let store: WorkspaceFiles;
let portfolios = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tapedeck-results-'));
  const place = {
    folder,
    migrationsFolder: join(import.meta.dirname, '../../../drizzle'),
    clock: createFakeClock(0),
  };
  store = await createWorkspace(place, { id: 'results', name: 'Results', kind: 'paper' });
  await store.record.transact((unit) => unit.instruments.saveMany([btc, btcEuro]));
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** One coin, bought and sold. */
type Trip = {
  readonly inEuro?: boolean;
  /** What it brought before fees. */
  readonly gain: number;
  readonly fee?: number;
  readonly feeCurrency?: string;
  readonly entry?: string | undefined;
  readonly exit?: string | undefined;
};

/** A portfolio of its own with these round trips, a minute each, the first closed at minute 1. */
async function traded(trips: readonly Trip[]) {
  portfolios += 1;
  const id = portfolioId(`p${portfolios}`);
  const account = accountId(`a${portfolios}`);
  const fills = trips.flatMap(({ inEuro = false, gain, fee = 0, feeCurrency, entry, exit }, index) =>
    [entry, exit].map((strategy, leg) => {
      const number = index * 2 + leg;
      const instrument = inEuro ? btcEuro : btc;
      const order = orderId(`${account} ${number}`);
      return {
        order: {
          ...sampleOrder(number, { strategy, accountId: account, instrumentId: instrument.id }),
          id: order,
          clientOrderId: clientOrderId(order),
        },
        fill: sampleFill(number, {
          accountId: account,
          instrumentId: instrument.id,
          orderId: order,
          side: leg === 0 ? 'BUY' : 'SELL',
          quantity: decimal('1'),
          price: decimal(String(1000 + leg * gain)),
          fee: { currency: currency(feeCurrency ?? instrument.settle), amount: decimal(String(leg * fee)) },
          time: startTime + number * 30_000 + 30_000,
        }),
      };
    }),
  );
  await store.record.transact(async (unit) => {
    await unit.portfolios.save({ ...portfolio, id, name: id });
    await unit.accounts.save({ ...sampleAccount(account), portfolioId: id });
    for (const { order, fill } of fills) {
      await unit.orders.insert(order);
      await unit.trades.save(fill);
    }
    for (const instrument of [btc, btcEuro]) {
      const own = fills.map(({ fill }) => fill).filter((fill) => fill.instrumentId === instrument.id);
      await unit.positions.saveMany(foldFills(own, instrument, 'FIFO'));
    }
  });
  return { id, results: (from = 0) => tripResults(store.record.read.portfolios, id, from) };
}

function figures({ leftOut, ...performance }: TripResults) {
  const { trades, wins, losses, grossProfit, grossLoss } = performance;
  return [trades, wins, losses, Number(grossProfit.toString()), Number(grossLoss.toString()), leftOut];
}

function shown(results: readonly CurrencyResults[]) {
  return results.map(({ currency: code, total, strategies }) => ({
    code,
    total: figures(total),
    strategies: strategies.map(({ strategy, results: own }) => [
      strategy.kind === 'one' ? strategy.name : strategy.kind,
      ...figures(own),
    ]),
  }));
}

describe('the results of closed round trips', () => {
  it('are by settle currency and strategy; each round trip is in one of them, and in the total once', async () => {
    const { results } = await traded([
      { gain: 30, fee: 1, entry: 'Breakout', exit: 'Breakout' },
      // Closed by an order without a strategy, and opened by one.
      { gain: -10, fee: 1, entry: 'Breakout' },
      { gain: 5, exit: 'Carry' },
      { gain: 7, entry: 'Breakout', exit: 'Carry' },
      { gain: 1, fee: 1 },
      { gain: 40, inEuro: true, entry: 'Breakout' },
    ]);
    expect(shown(await results())).toEqual([
      { code: 'EUR', total: [1, 1, 0, 40, 0, 0], strategies: [['Breakout', 1, 1, 0, 40, 0, 0]] },
      {
        code: 'USDT',
        total: [5, 3, 1, 41, 11, 0],
        strategies: [
          ['Breakout', 2, 1, 1, 29, 11, 0],
          ['Carry', 1, 1, 0, 5, 0, 0],
          ['several', 1, 1, 0, 7, 0, 0],
          ['none', 1, 0, 0, 0, 0, 0],
        ],
      },
    ]);
  });

  it('leave out, and count, what paid a fee in another currency', async () => {
    const { results } = await traded([
      { gain: 30, fee: 1, entry: 'Carry' },
      { gain: 50, fee: 1, feeCurrency: 'BNB', entry: 'Carry' },
    ]);
    expect(shown(await results())).toEqual([
      { code: 'USDT', total: [1, 1, 0, 29, 0, 1], strategies: [['Carry', 1, 1, 0, 29, 0, 1]] },
    ]);
  });

  it('are of what was closed in the period, its first moment included', async () => {
    const { results } = await traded([{ gain: 1 }, { gain: 20 }, { gain: 300 }]);
    const total = async (from: number) => shown(await results(from)).map((one) => one.total[3]);
    expect(await total(startTime + 120_000)).toEqual([320]);
    expect(await total(startTime + 120_001)).toEqual([300]);
    expect(await total(startTime + 200_000)).toEqual([]);
  });

  it('are the same however many pages they are read in', async () => {
    const trips = Array.from({ length: 1_001 }, (_, index): Trip => ({
      gain: index - 500,
      ...(index % 2 === 0 ? { entry: 'Carry' } : {}),
    }));
    // −500 to 500: the even ones are Carry's, 500 of them lost or won 2 + 4 + … + 500.
    expect(shown(await (await traded(trips)).results())).toEqual([
      {
        code: 'USDT',
        total: [1_001, 500, 500, 125_250, 125_250, 0],
        strategies: [
          ['Carry', 501, 250, 250, 62_750, 62_750, 0],
          ['none', 500, 250, 250, 62_500, 62_500, 0],
        ],
      },
    ]);
  });

  it('by strategy come to the total, and each is the sum of its own, for any round trips', async () => {
    const strategy = fc.option(fc.constantFrom('Breakout', 'Carry', 'carry'), { nil: undefined });
    const trip = fc.record({
      inEuro: fc.boolean(),
      gain: fc.integer({ min: -900, max: 900 }),
      fee: fc.integer({ min: 0, max: 3 }),
      entry: strategy,
      exit: strategy,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(trip, { maxLength: 12 }), async (trips) => {
        const results = await (await traded(trips)).results();
        for (const { currency: code, total, strategies } of results) {
          const parts = strategies.map(({ results: own }) => figures(own));
          expect(parts.reduce((sum, part) => sum.map((value, at) => value + (part[at] ?? 0)))).toEqual(
            figures(total),
          );
          const own = trips.filter(({ inEuro }) => inEuro === (code === 'EUR'));
          for (const { strategy: of, results: found } of strategies) {
            const nets = own
              .filter((one) => ownerOf(one) === (of.kind === 'one' ? of.name : of.kind))
              .map(({ gain, fee }) => gain - fee);
            expect(figures(found).slice(0, 5)).toEqual([
              nets.length,
              nets.filter((net) => net > 0).length,
              nets.filter((net) => net < 0).length,
              nets.filter((net) => net > 0).reduce((sum, net) => sum + net, 0),
              -nets.filter((net) => net < 0).reduce((sum, net) => sum + net, 0) || 0,
            ]);
          }
          expect(total.trades).toBe(own.length);
        }
        expect(results.reduce((sum, { total }) => sum + total.trades, 0)).toBe(trips.length);
      }),
      { numRuns: 25 },
    );
  });
});

function ownerOf({ entry, exit }: Trip): string {
  if (entry === undefined || exit === undefined || entry === exit) return entry ?? exit ?? 'none';
  return 'several';
}
