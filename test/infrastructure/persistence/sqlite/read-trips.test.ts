import * as fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tripGroupings, type TripGrouping } from '#src/domain/groupings.ts';
import { accountId, clientOrderId, currency, portfolioId } from '#src/domain/ids.ts';
import type { TripKey } from '#src/domain/trip-key.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { readTrips } from '#src/infrastructure/persistence/sqlite/grouping/read-trips.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { fileOf } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import type { ReadTrips, TripsQuestion } from '#src/ports/trip-reader.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { decimal, portfolio, sampleAccount, sampleOrder, startTime } from '#test/ports/sample-entities.ts';
import { btc, ethEuro, fillsOf, minute, type Trip } from './planned-trips.ts';

let folder: string;
let store: WorkspaceFiles;
let connection: Connection;
let portfolios = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tapedeck-results-'));
  const place = {
    folder,
    migrationsFolder: join(import.meta.dirname, '../../../../drizzle'),
    clock: createFakeClock(0),
  };
  store = await createWorkspace(place, { id: 'results', name: 'Results', kind: 'paper' });
  await store.record.transact((unit) => unit.instruments.saveMany([btc, ethEuro]));
  connection = openConnection(join(folder, fileOf('record')), { synchronous: 'FULL', readOnly: true });
});

afterAll(async () => {
  connection.database.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const [base, eur] = [currency('USDT'), currency('EUR')];

/** Of what was paid in euro; none where nobody knows. */
function ratesOf(rate: string | undefined) {
  return rate === undefined ? [] : [{ currency: eur, into: base, rate: decimal(rate) }];
}

const never = new AbortController().signal;

type Asked = Partial<TripsQuestion>;

/** A portfolio of its own with these round trips. By default each takes a minute, the first closed at minute 1. */
async function traded(trips: readonly Trip[], euro: readonly string[] = []) {
  portfolios += 1;
  const id = portfolioId(`p${portfolios}`);
  const account = accountId(`a${portfolios}`);
  const fills = fillsOf(trips, account);
  await store.record.transact(async (unit) => {
    await unit.portfolios.save({ ...portfolio, id, name: id });
    await unit.accounts.save({ ...sampleAccount(account), portfolioId: id });
    for (const [index, { strategy, ...fill }] of fills.entries()) {
      const order = sampleOrder(index, { strategy, accountId: account, instrumentId: fill.instrumentId });
      await unit.orders.insert({ ...order, id: fill.orderId, clientOrderId: clientOrderId(fill.orderId) });
      await unit.trades.save(fill);
    }
    for (const instrument of [btc, ethEuro]) {
      const own = fills.filter((fill) => fill.instrumentId === instrument.id);
      const rated = own.map((fill, at) => ({ ...fill, rates: ratesOf(euro[at]) }));
      await unit.positions.saveMany(foldFills(rated, instrument, 'FIFO', euro.length === 0 ? {} : { base }));
    }
  });

  async function read(asked: Asked = {}): Promise<ReadTrips> {
    const answer = await readTrips(
      connection,
      {
        accountIds: [account],
        base,
        from: 0,
        until: undefined,
        now: startTime + 100 * minute,
        by: 'strategy',
        zone: 'UTC',
        equity: undefined,
        ...asked,
      },
      never,
    );
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }

  return { account, read, shown: async (asked?: Asked) => shown(await read(asked)) };
}

type Statistics = ReadTrips['currencies'][number]['total'];

function figures({ trades, wins, losses, grossProfit, grossLoss, leftOut }: Statistics) {
  return [trades, wins, losses, Number(grossProfit), Number(grossLoss), leftOut];
}

function nameOf(key: TripKey): string {
  return key.kind === 'one' ? key.name : key.kind;
}

function shown({ currencies }: ReadTrips) {
  return currencies.map(({ currency: code, total, groups }) => ({
    code,
    total: figures(total),
    groups: groups
      .map(({ key, statistics }) => [nameOf(key), ...figures(statistics)])
      .toSorted(([one], [other]) => String(one).localeCompare(String(other))),
  }));
}

describe('the results of closed round trips', () => {
  it('of a portfolio without accounts are none', async () => {
    const { shown: read } = await traded([{ gain: 30 }]);
    expect(await read({ accountIds: [] })).toEqual([]);
  });

  it('are by settle currency and strategy; each round trip is in one of them, and in the total once', async () => {
    const { shown: read } = await traded([
      { gain: 30, fee: 1, entry: 'Breakout', exit: 'Breakout' },
      // Closed by an order without a strategy, and opened by one.
      { gain: -10, fee: 1, entry: 'Breakout' },
      { gain: 5, exit: 'Carry' },
      { gain: 7, entry: 'Breakout', exit: 'Carry' },
      { gain: 1, fee: 1 },
      { gain: 40, inEuro: true, entry: 'Breakout' },
    ]);
    expect(await read()).toEqual([
      { code: 'EUR', total: [1, 1, 0, 40, 0, 0], groups: [['Breakout', 1, 1, 0, 40, 0, 0]] },
      {
        code: 'USDT',
        total: [5, 3, 1, 41, 11, 0],
        groups: [
          ['Breakout', 2, 1, 1, 29, 11, 0],
          ['Carry', 1, 1, 0, 5, 0, 0],
          ['none', 1, 0, 0, 0, 0, 0],
          ['several', 1, 1, 0, 7, 0, 0],
        ],
      },
    ]);
  });

  it('leave out, and count, what paid a fee in another currency, and one that nobody told', async () => {
    const { shown: read } = await traded([
      { gain: 30, fee: 1, entry: 'Carry' },
      { gain: 50, fee: 1, feeCurrency: 'BNB', entry: 'Carry' },
      { gain: 60, fee: undefined, entry: 'Carry' },
    ]);
    expect(await read()).toEqual([
      { code: 'USDT', total: [1, 1, 0, 29, 0, 2], groups: [['Carry', 1, 1, 0, 29, 0, 2]] },
    ]);
  });

  it('are in the portfolio’s currency at the rates of their moments, and in their own', async () => {
    const gains = [
      { gain: 10, fee: 0 },
      { gain: 30, fee: 2, inEuro: true },
      { gain: -20, fee: 0, inEuro: true },
      { gain: 5, fee: 0, inEuro: true },
    ];
    // Of each the rate at which it was bought, and at which it was sold: nobody knows that of the last sale.
    const { read, shown: told } = await traded(gains, ['9', '1.5', '9', '1.25', '9']);
    expect((await told()).map(({ code, total }) => [code, total])).toEqual([
      ['EUR', [3, 2, 1, 33, 20, 0]],
      // 10 + 28 × 1.5, −20 × 1.25.
      ['USDT', [3, 2, 1, 52, 25, 1]],
    ]);
    const [, usdt] = (await read()).currencies;
    expect(usdt?.total.turnover).toBeUndefined();
  });

  it('are of what was closed in the span, its first moment included and its last one not', async () => {
    const { shown: read } = await traded([{ gain: 1 }, { gain: 20 }, { gain: 300 }]);
    const total = async (asked: Asked) => (await read(asked)).map((one) => one.total[3]);
    expect(await total({ from: startTime + 2 * minute })).toEqual([320]);
    expect(await total({ from: startTime + 2 * minute + 1 })).toEqual([300]);
    expect(await total({ from: startTime + 4 * minute })).toEqual([]);
    expect(await total({ until: startTime + 2 * minute })).toEqual([1]);
    expect(await total({ until: startTime + 2 * minute + 1 })).toEqual([21]);
  });

  it('are of the portfolio alone', async () => {
    await traded([{ gain: 5 }]);
    const { shown: read } = await traded([{ gain: 1 }]);
    expect(await read()).toMatchObject([{ total: [1, 1, 0, 1, 0, 0] }]);
  });

  it('have streaks in the order of closing, through a fee that nobody told', async () => {
    const { read } = await traded([
      { gain: 1 },
      { gain: 2 },
      { gain: 3, fee: undefined },
      { gain: 4 },
      { gain: -1 },
      { gain: -2 },
      { gain: -3 },
      { gain: 5 },
    ]);
    const [usdt] = (await read()).currencies;
    expect(usdt?.total).toMatchObject({ longestWins: 2, longestLosses: 3, leftOut: 1 });
  });

  it('tell the share of the time with an open position, of open ones too, since there was anything to hold', async () => {
    const { read } = await traded([
      { gain: 1, after: 10, held: 10 },
      { gain: 1, after: 10, held: 20, isShort: true },
      // Overlaps the one before by ten minutes.
      { gain: 1, after: -10, held: 15, inEuro: true },
      { gain: 1, after: 35, held: undefined },
    ]);
    // Minutes 10 to 20, 30 to 50 (in euro 40 to 55), and from 90 on.
    const exposures = async (asked?: Asked) => {
      const { from, until, currencies } = await read(asked);
      const minutes = [from, until].map((time) => (time - startTime) / minute);
      return [...minutes, ...currencies.map(({ total }) => total.exposure)];
    };
    expect(await exposures()).toEqual([10, 100, '0.166667', '0.444444']);
    expect(await exposures({ from: startTime + 45 * minute })).toEqual([45, 100, '0.181818', '0.272727']);
    // What was closed later was open in it, and counts in nothing else.
    expect(await exposures({ until: startTime + 45 * minute })).toEqual([10, 45, '0.714286']);
  });

  it('count dust as no open position', async () => {
    const { read } = await traded([{ gain: 1, after: 10, held: 10, rest: '0.1' }]);
    const [usdt] = (await read()).currencies;
    // Minutes 10 to 20 of 10 to 100.
    expect(usdt?.total).toMatchObject({ trades: 1, exposure: '0.111111' });
  });

  it('tell how often the average equity was traded, where it is known all the time', async () => {
    // 1000 is bought and 1010 sold.
    const trips = [{ gain: 10, after: 20, held: 10 }];
    const { read } = await traded(trips);
    const turnover = async (asked: Asked) => (await read(asked)).currencies[0]?.total.turnover;
    const equity = { since: startTime, amount: '2000' };
    expect(await turnover({ equity })).toBe('1.005');
    expect(await turnover({ equity, base: currency('EUR') })).toBeUndefined();
    expect(await turnover({ equity: undefined })).toBeUndefined();
    expect(await turnover({ equity: { ...equity, since: startTime + 31 * minute } })).toBeUndefined();
    expect(await turnover({ equity: { ...equity, amount: '-2000' } })).toBeUndefined();
  });

  it('by what they have in common come to the total, and each is the sum of its own, for any round trips', async () => {
    const strategy = fc.option(fc.constantFrom('Breakout', 'Carry', 'carry'), { nil: undefined });
    const trip = fc.record({
      inEuro: fc.boolean(),
      isShort: fc.boolean(),
      gain: fc.integer({ min: -900, max: 900 }),
      fee: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 6 }),
      entry: strategy,
      exit: strategy,
      after: fc.integer({ min: 1, max: 3_000 }),
      held: fc.integer({ min: 0, max: 3_000 }),
    });
    const now = startTime + 365 * 86_400_000;
    await fc.assert(
      fc.asyncProperty(fc.array(trip, { maxLength: 12 }), async (trips) => {
        const { account, shown: read } = await traded(trips);
        for (const by of tripGroupings) {
          const expected = ['EUR', 'USDT'].flatMap((code) => {
            const own = trips
              .map((one, index) => ({ ...one, index }))
              .filter(({ inEuro }) => inEuro === (code === 'EUR'));
            const names = Map.groupBy(own, ({ index }) => commonName(trips, index, by, account));
            const groups = [...names]
              .map(([name, some]): [string, ...number[]] => [name, ...plainFigures(some)])
              .toSorted(([one], [other]) => one.localeCompare(other));
            return own.length === 0 ? [] : [{ code, total: plainFigures(own), groups }];
          });
          expect(await read({ by, now, zone: 'Asia/Tokyo' })).toEqual(expected);
        }
      }),
      { numRuns: 25 },
    );
  });
});

type SomeTrip = Pick<Trip, 'gain' | 'fee'>;

function plainFigures(trips: readonly SomeTrip[]): number[] {
  const nets = trips.flatMap(({ gain, fee }) => (fee === undefined ? [] : [gain - fee]));
  const [won, lost] = [nets.filter((net) => net > 0), nets.filter((net) => net < 0)];
  return [
    nets.length,
    won.length,
    lost.length,
    sumOf(won),
    Math.abs(sumOf(lost)),
    trips.length - nets.length,
  ];
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

const bands: readonly (readonly [minutes: number, name: string])[] = [
  [1, '1m'],
  [15, '15m'],
  [60, '1h'],
  [240, '4h'],
  [1_440, '1d'],
  [10_080, '1w'],
];

/** What the round trip is under, told without the code: Tokyo is nine hours ahead of UTC all year. */
function commonName(
  trips: readonly Required<Pick<Trip, 'inEuro' | 'isShort' | 'after' | 'held'>>[] & readonly Trip[],
  index: number,
  by: TripGrouping,
  account: string,
): string {
  const trip = trips[index];
  if (trip === undefined) throw new RangeError('there is no such trip');
  const before = trips.slice(0, index).reduce((sum, { after, held = 0 }) => sum + after + held, 0);
  const opened = new Date(startTime + (before + trip.after + 9 * 60) * minute);
  const { held = 0 } = trip;
  const names: Readonly<Record<TripGrouping, string>> = {
    strategy: ownerOf(trip),
    account,
    instrument: trip.inEuro ? ethEuro.id : btc.id,
    side: trip.isShort ? 'SELL' : 'BUY',
    weekday: String(opened.getUTCDay() === 0 ? 7 : opened.getUTCDay()),
    hour: String(opened.getUTCHours()),
    holding: bands.find(([minutes]) => held < minutes)?.[1] ?? 'longer',
  };
  return names[by];
}

function ownerOf({ entry, exit }: Trip): string {
  if (entry === undefined || exit === undefined || entry === exit) return entry ?? exit ?? 'none';
  return 'several';
}
