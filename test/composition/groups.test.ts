import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openGroupReader } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import { currency } from '#src/domain/ids.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { GroupQuestion, GroupReader, ReadGroup } from '#src/ports/group-reader.ts';
import type { SumName } from '#src/domain/groupings.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
const never = new AbortController().signal;
const fee = (code: string, amount: string): Fill['fee'] => ({
  currency: currency(code),
  amount: decimal(amount),
});

const fillsBy = (by: 'instrument' | 'side' | 'day' | 'account' | undefined, zone = 'UTC') =>
  ({ table: 'fills', filter: {}, by, zone }) satisfies GroupQuestion;

/** Half a coin, bought and sold again. */
const trip = (instrument: typeof btc, number: number, fees: readonly [Fill['fee'], Fill['fee']]) =>
  foldFills(
    [
      sampleFill(number, { instrumentId: instrument, price: decimal('100'), fee: fees[0] }),
      sampleFill(number + 1, {
        instrumentId: instrument,
        side: 'SELL',
        price: decimal('101.1'),
        fee: fees[1],
      }),
    ],
    sampleInstrument(instrument),
    'FIFO',
  );

describe('groups, read in their thread', () => {
  let files: WorkspaceFiles;
  let reader: GroupReader;

  beforeEach(async () => {
    const folder = await temporaryWorkspace();
    files = await openTemporary(folder);
    reader = openGroupReader(jobWorker, folder);
    onTestFinished(() => reader.close());
    await furnish(files.record);
  });

  async function read(question: GroupQuestion): Promise<readonly ReadGroup[]> {
    const answer = await reader.read(question, never);
    if (!answer.ok) throw new Error(answer.error.code);
    return [...answer.value.groups, answer.value.total];
  }

  async function textsOf(question: GroupQuestion, name: SumName): Promise<readonly string[]> {
    return (await read(question)).map(({ key, count, sums }) => {
      const amounts = sums[name]?.map(({ unit, amount }) => `${amount} ${unit}`).join(' + ') ?? 'unknown';
      return `${key ?? 'none'} ${count}: ${amounts}`;
    });
  }

  async function saveFills(...fills: readonly Fill[]): Promise<void> {
    await files.record.transact(async (unit) => void (await unit.trades.saveMany(fills)));
  }

  it('add up fills: quantities of one instrument, money by currency, and nothing of what is unknown', async () => {
    await saveFills(
      sampleFill(1, { quantity: decimal('0.1'), price: decimal('3'), fee: fee('USDT', '0.1') }),
      sampleFill(2, { quantity: decimal('0.2'), price: decimal('3'), fee: fee('BNB', '0.2') }),
      sampleFill(3, { instrumentId: eth, quantity: decimal('7'), price: decimal('0.01'), fee: undefined }),
    );
    expect(await textsOf(fillsBy('instrument'), 'quantity')).toEqual([
      `${btc} 2: 0.3 ${btc}`,
      `${eth} 1: 7 ${eth}`,
      'none 3: unknown',
    ]);
    expect(await textsOf(fillsBy('instrument'), 'notional')).toEqual([
      `${btc} 2: 0.9 USDT`,
      `${eth} 1: 0.07 USDT`,
      'none 3: 0.97 USDT',
    ]);
    expect(await textsOf(fillsBy('instrument'), 'fee')).toEqual([
      `${btc} 2: 0.2 BNB + 0.1 USDT`,
      `${eth} 1: unknown`,
      'none 3: unknown',
    ]);
  });

  it('leave out what the filter leaves out, and void fills', async () => {
    const fills = [1, 2, 3, 4].map((number) =>
      sampleFill(number, { side: number === 4 ? 'SELL' : 'BUY', accountId: number === 3 ? other : main }),
    );
    await saveFills(...fills);
    const filter = { side: 'BUY', accountIds: [main] } as const;
    expect(await textsOf({ ...fillsBy('account'), filter }, 'quantity')).toEqual([
      `main 2: 1 ${btc}`,
      `none 2: 1 ${btc}`,
    ]);
    expect(await textsOf({ ...fillsBy(undefined), filter }, 'quantity')).toEqual([
      `none 2: 1 ${btc}`,
      `none 2: 1 ${btc}`,
    ]);
  });

  it('read the statistics of round trips too', async () => {
    const trips = trip(btc, 1, [fee('USDT', '0'), fee('USDT', '0.05')]);
    await files.record.transact((unit) => unit.positions.saveMany(trips));
    const question = {
      accountIds: [main],
      base: usdt,
      from: 0,
      until: undefined,
      now: startTime + 10,
      by: 'side',
      zone: 'UTC',
      equity: undefined,
    } as const;
    const answer = await reader.readTrips(question, never);
    // Half a coin, bought at 100 and sold at 101.1.
    expect(answer).toMatchObject({
      ok: true,
      value: { currencies: [{ currency: 'USDT', total: { trades: 1, net: '0.5', traded: '100.55' } }] },
    });
  });

  it('tell days in the trader’s zone, also the one on which the clocks are set', async () => {
    // In Berlin summer time began at 01:00 UTC on 29 March 2026: that day had 23 hours.
    const times = ['2026-03-28T22:59Z', '2026-03-28T23:00Z', '2026-03-29T21:59Z', '2026-03-29T22:00Z'];
    await saveFills(...times.map((text, number) => sampleFill(number, { time: Date.parse(text) })));
    const days = (await read(fillsBy('day', 'Europe/Berlin'))).map(({ key, until, count }) => [
      key === undefined ? undefined : new Date(Number(key)).toISOString(),
      until === undefined ? undefined : new Date(until).toISOString(),
      count,
    ]);
    expect(days).toEqual([
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', 1],
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 2],
      ['2026-03-29T22:00:00.000Z', '2026-03-30T22:00:00.000Z', 1],
      [undefined, undefined, 4],
    ]);
  });

  it.each(['UTC', 'Europe/Berlin', 'America/New_York'])(
    'are told also of the last moment that a date can tell, in %s',
    async (zone) => {
      // By ECMAScript. The answer may hold no later one.
      const last = 8_640_000_000_000_000;
      await saveFills(sampleFill(1, { time: last }));
      const [day] = await read(fillsBy('day', zone));
      expect(day).toMatchObject({ count: 1, until: last });
    },
  );

  it('of orders know strategies, those of none too, and what is left to fill', async () => {
    await files.record.transact((unit) =>
      unit.orders.saveMany([
        sampleOrder(1, { strategy: 'grid', quantity: decimal('1.5'), filledQuantity: decimal('0.4') }),
        sampleOrder(2, { strategy: 'grid', quantity: decimal('0.3') }),
        sampleOrder(3, { quantity: decimal('2'), status: 'CANCELLED' }),
      ]),
    );
    const byStrategy = { table: 'orders', filter: {}, by: 'strategy', zone: 'UTC' } satisfies GroupQuestion;
    expect(await textsOf(byStrategy, 'remaining')).toEqual([
      `grid 2: 1.4 ${btc}`,
      `none 1: 2 ${btc}`,
      `none 3: 3.4 ${btc}`,
    ]);
    expect(await textsOf({ ...byStrategy, filter: { noStrategy: true } }, 'filled')).toEqual([
      `none 1: 0 ${btc}`,
      `none 1: 0 ${btc}`,
    ]);
    const page = await files.record.read.orders.page(
      { noStrategy: true },
      { by: 'time', direction: 'ascending' },
      { limit: 9 },
    );
    expect(page.rows.map(({ id }) => id)).toEqual(['order-3']);
  });

  it('of closed round trips tell what they brought, net where every fee is known in that currency', async () => {
    await files.record.transact((unit) =>
      unit.positions.saveMany([
        ...trip(btc, 1, [fee(usdt, '0.1'), fee(usdt, '0.2')]),
        ...trip(eth, 3, [fee(usdt, '0.1'), undefined]),
      ]),
    );
    const question = {
      table: 'trips',
      filter: { accountIds: [main] },
      by: 'instrument',
      zone: 'UTC',
    } satisfies GroupQuestion;
    // Half a coin bought for 100 and sold for 101.1 brings 0.55.
    expect(await textsOf(question, 'realised')).toEqual([
      `${btc} 1: 0.55 USDT`,
      `${eth} 1: 0.55 USDT`,
      'none 2: 1.1 USDT',
    ]);
    expect(await textsOf(question, 'net')).toEqual([
      `${btc} 1: 0.25 USDT`,
      `${eth} 1: unknown`,
      'none 2: unknown',
    ]);
    expect(await textsOf(question, 'fees')).toEqual([
      `${btc} 1: 0.3 USDT`,
      `${eth} 1: unknown`,
      'none 2: unknown',
    ]);
    const { rows } = await files.record.read.positions.history([main], { instrumentId: eth }, { limit: 9 });
    expect(rows.map(({ instrumentId }) => instrumentId)).toEqual([eth]);
    expect(await files.record.read.positions.countSome([main], { side: 'SELL' }, 100)).toEqual({
      count: 0,
      exact: true,
    });
  });

  it('are not read any further once nobody wants them', async () => {
    await saveFills(...Array.from({ length: 6_000 }, (_, number) => sampleFill(number)));
    const stopping = new AbortController();
    const answer = reader.read(fillsBy('day'), stopping.signal);
    stopping.abort();
    expect(await answer).toEqual({ ok: false, error: { code: 'STOPPED' } });
    // The thread goes on with the next question.
    expect((await read(fillsBy('side'))).map(({ count }) => count)).toEqual([6_000, 6_000]);
  });
});
