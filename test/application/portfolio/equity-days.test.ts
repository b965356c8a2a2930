import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import {
  accountId,
  currency,
  importId,
  instrumentId,
  ledgerEntryId,
  type AccountId,
} from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { ReadDayEquity } from '#src/ports/history-reader.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc as btcId,
  furnish,
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const never = new AbortController().signal;
const day = 86_400_000;
const from = Math.floor(startTime / day) * day;
const days = 6;
const spot = sampleInstrument(btcId);
const bnb = sampleInstrument(instrumentId('binance:BNBUSDT'));
const share: Instrument = { ...sampleInstrument(instrumentId('broker:SAPUSDT')), kind: 'equity' };
const perpetual: Instrument = {
  ...sampleInstrument(instrumentId('binance:XRPPERP')),
  kind: 'perpetual',
  multiplier: Decimal.from('10'),
};
const instruments = { spot, share, perpetual } as const;
type Kind = keyof typeof instruments;

let files: WorkspaceFiles;
let accounts = 0;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  await files.record.transact((unit) => unit.instruments.saveMany([bnb, share, perpetual]));
});

/** One happening; no two are at one time. Sizes are whole: a thousandth of a unit, a ten-thousandth of a price. */
type Happening =
  | {
      readonly what: 'fill';
      readonly of: Kind;
      readonly side: Side;
      readonly size: bigint;
      readonly price: bigint;
      readonly fee: Fee;
    }
  | {
      readonly what: 'cash';
      readonly code: Code;
      readonly size: bigint;
      readonly isCapital: boolean;
      readonly rate: bigint | undefined;
    }
  | { readonly what: 'moved'; readonly of: 'share' | 'perpetual'; readonly size: bigint }
  | { readonly what: 'split'; readonly top: bigint; readonly below: bigint };
type Fee = { readonly code: Code; readonly size: bigint } | undefined;
type Code = 'BTC' | 'USDT' | 'BNB';
type Timed = { readonly time: number } & Happening;
type Closes = ReadonlyMap<string, bigint | undefined>;

/** A second implementation, in fractions: all that happened before the end of the day is gone through anew for each of them. */
type Fraction = { readonly top: bigint; readonly below: bigint };
const whole = (top: bigint, below = 1n): Fraction => ({ top, below });
const plus = (one: Fraction, other: Fraction) =>
  whole(one.top * other.below + other.top * one.below, one.below * other.below);
const times = (one: Fraction, other: Fraction) => whole(one.top * other.top, one.below * other.below);
const minus = (one: Fraction) => whole(-one.top, one.below);
const isBelowZero = ({ top }: Fraction) => top < 0n;

/** Undefined where something has no close. */
function expectedOf(
  happened: readonly Timed[],
  until: number,
  closes: Closes,
  mayBorrow: boolean,
): { readonly equity: Fraction | undefined; readonly paidIn: Fraction | undefined } {
  const held = { spot: whole(0n), share: whole(0n), perpetual: whole(0n), bnb: whole(0n) };
  let cash = whole(0n);
  let paidIn: Fraction | undefined = whole(0n);
  function move(of: keyof typeof held, by: Fraction, mayGoBelow: boolean): void {
    const after = plus(held[of], by);
    if (isBelowZero(by) && isBelowZero(after) && !isBelowZero(held[of]) && !mayGoBelow) {
      held[of] = whole(0n);
      paidIn = undefined;
    } else held[of] = after;
  }
  for (const each of happened
    .filter(({ time }) => time < until)
    .toSorted((one, other) => one.time - other.time)) {
    if (each.what === 'fill') {
      const sign = each.side === 'BUY' ? 1n : -1n;
      const size = whole(sign * each.size, 1_000n);
      const price = whole(each.price * (each.of === 'perpetual' ? 10n : 1n), 10_000n);
      cash = plus(cash, minus(times(size, price)));
      const fee = whole(-(each.fee?.size ?? 0n), 1_000n);
      const inKind = each.of === 'spot' && each.fee?.code === 'BTC';
      if (each.fee?.code === 'USDT') cash = plus(cash, fee);
      else if (each.fee !== undefined && !inKind)
        move(each.fee.code === 'BTC' ? 'spot' : 'bnb', fee, mayBorrow);
      move(each.of, inKind ? plus(size, fee) : size, each.of !== 'spot' || mayBorrow);
    } else if (each.what === 'cash') {
      const size = whole(each.size, 1_000n);
      if (each.code === 'BTC') move('spot', size, mayBorrow);
      else if (each.code === 'USDT') cash = plus(cash, size);
      if (!each.isCapital) continue;
      const rate =
        each.code === 'USDT' ? whole(1n) : each.rate === undefined ? undefined : whole(each.rate, 10_000n);
      paidIn = paidIn && rate && plus(paidIn, times(size, rate));
    } else if (each.what === 'moved') move(each.of, whole(each.size, 1_000n), false);
    else held.share = times(held.share, whole(each.top, each.below));
  }
  let equity: Fraction | undefined = cash;
  const worths = [
    [held.spot, closes.get(spot.id), 1n],
    [held.share, closes.get(share.id), 1n],
    [held.perpetual, closes.get(perpetual.id), 10n],
    [held.bnb, closes.get(bnb.id), 1n],
  ] as const;
  for (const [amount, close, by] of worths) {
    if (amount.top === 0n) continue;
    equity =
      equity && close === undefined
        ? undefined
        : equity && plus(equity, times(amount, whole((close ?? 0n) * by, 10_000n)));
  }
  return { equity, paidIn };
}

function agrees(told: string | undefined, expected: Fraction | undefined): boolean {
  if (told === undefined || expected === undefined) return told === undefined && expected === undefined;
  const [units = '', places = ''] = told.replace('-', '').split('.');
  const top = BigInt(units + places) * (told.startsWith('-') ? -1n : 1n);
  return top * expected.below === expected.top * 10n ** BigInt(places.length);
}

const size = fc.bigInt({ min: 1n, max: 5_000n });
const price = fc.bigInt({ min: 1n, max: 2_000_000n });
const signed = fc.bigInt({ min: -3_000n, max: 3_000n }).filter((each) => each !== 0n);
const code = fc.constantFrom<Code[]>('BTC', 'USDT', 'BNB');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('fill' as const),
      of: fc.constantFrom<Kind[]>('spot', 'share', 'perpetual'),
      side: fc.constantFrom<Side[]>('BUY', 'SELL'),
      size,
      price,
      fee: fc.option(
        fc.record({ code, size: fc.bigInt({ min: -2n, max: 5n }).filter((each) => each !== 0n) }),
        { nil: undefined },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('cash' as const),
      code: fc.constantFrom<Code[]>('BTC', 'USDT'),
      size: signed,
      isCapital: fc.boolean(),
      rate: fc.option(price, { nil: undefined }),
    }),
  },
  fc.record({
    what: fc.constant('moved' as const),
    of: fc.constantFrom('share' as const, 'perpetual' as const),
    size: signed,
  }),
  fc.constantFrom(
    { what: 'split', top: 4n, below: 1n } as const,
    { what: 'split', top: 1n, below: 2n } as const,
    { what: 'split', top: 3n, below: 2n } as const,
  ),
);
const times12 = fc.uniqueArray(fc.integer({ min: 0, max: days * day - 1 }), { minLength: 12, maxLength: 12 });
const closesOf = fc.array(
  fc.record({
    spot: fc.option(price, { nil: undefined, freq: 5 }),
    share: fc.option(price, { nil: undefined, freq: 5 }),
    perpetual: fc.option(price, { nil: undefined, freq: 5 }),
    bnb: fc.option(price, { nil: undefined, freq: 5 }),
  }),
  { minLength: days, maxLength: days },
);

function textOf(amount: bigint, places: number): Decimal {
  return Decimal.from(`${amount}e-${places}`);
}

/** Each with a number of its own. */
async function record(
  account: AccountId,
  happened: readonly (readonly [number, Timed])[],
  run?: string,
): Promise<void> {
  const id = run === undefined ? undefined : importId(run);
  await files.record.transact(async (unit) => {
    if (id !== undefined)
      await unit.imports.insert({
        id,
        accountId: account,
        fileName: 'a.csv',
        format: 'fills',
        state: 'done',
        importedAt: 1,
        fills: 0,
        leftOut: undefined,
        undoneAt: undefined,
        reader: undefined,
        digest: undefined,
      });
    for (const [at, each] of happened) {
      if (each.what === 'fill') {
        const fee = each.fee && { currency: currency(each.fee.code), amount: textOf(each.fee.size, 3) };
        const { time, side } = each;
        const traded = { accountId: account, instrumentId: instruments[each.of].id, time, side, fee };
        await unit.trades.saveMany(
          [sampleFill(at, { ...traded, quantity: textOf(each.size, 3), price: textOf(each.price, 4) })],
          id,
        );
      } else await unit.ledger.append([entryOf(account, at, each)], id);
      if (each.what === 'cash' && each.isCapital && each.code === 'BTC' && each.rate !== undefined)
        await unit.rates.append([
          {
            movementId: entryOf(account, at, each).id,
            accountId: account,
            currency: currency('BTC'),
            into: usdt,
            rate: textOf(each.rate, 4),
            source: 'venue',
            pricedBy: btcId,
            recordedAt: from,
            revises: false,
          },
        ]);
    }
  });
}

function entryOf(account: AccountId, at: number, each: Exclude<Timed, { what: 'fill' }>): LedgerEntry {
  const { time } = each;
  const common = sampleEntry(at, {
    id: ledgerEntryId(`${account} ${at}`),
    accountId: account,
    time,
    cash: undefined,
  });
  if (each.what === 'cash')
    return {
      ...common,
      type: each.isCapital ? 'deposit' : 'interest',
      cash: { currency: currency(each.code), amount: textOf(each.size, 3) },
    };
  if (each.what === 'moved')
    return {
      ...common,
      type: 'adjustment',
      instrumentId: instruments[each.of].id,
      quantity: textOf(each.size, 3),
    };
  return {
    ...common,
    type: 'split',
    instrumentId: share.id,
    ratio: { new: Number(each.top), old: Number(each.below) },
  };
}

function decimal(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}

/** As the program keeps them: what is stored from the first day on that something touched is replaced. */
async function keep(account: AccountId): Promise<readonly ReadDayEquity[]> {
  const { equityDays } = files;
  const read = await readEquityDays(
    files.record.read,
    files.market,
    {
      accountId: account,
      basis: await equityDays.basis(account),
      firstUnknown: await equityDays.firstUnknown(account),
      until: from + days * day,
    },
    never,
  );
  if (!read.isWhole) throw new Error('no import is under way');
  await equityDays.replace(
    account,
    read.from,
    read.days.map((each) => ({ ...each, equity: decimal(each.equity), paidIn: decimal(each.paidIn) })),
    read.basis,
  );
  const kept = await equityDays.days(account, 0, Infinity);
  return kept.map((each) => ({ ...each, equity: each.equity?.toString(), paidIn: each.paidIn?.toString() }));
}

async function rebuilt(account: AccountId): Promise<readonly ReadDayEquity[]> {
  const question = {
    accountId: account,
    basis: undefined,
    firstUnknown: undefined,
    until: from + days * day,
  };
  const read = await readEquityDays(files.record.read, files.market, question, never);
  if (!read.isWhole) throw new Error('no import is under way');
  return read.days;
}

test('the equity of each day is what another count in fractions comes to, made at once or as it came, and after what was taken back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 12, maxLength: 12 }),
      times12,
      closesOf,
      fc.boolean(),
      async (all, moments, prices, mayBorrow) => {
        const account = accountId(`account-${(accounts += 1)}`);
        const happened = all.map((each, at): readonly [number, Timed] => [
          accounts * 100 + at,
          { ...each, time: from + (moments[at] ?? 0) },
        ]);
        await files.record.transact((unit) => unit.accounts.save({ ...sampleAccount(account), mayBorrow }));
        const ids = [spot, share, perpetual, bnb].map(({ id }) => id);
        const closes = prices.map(
          (of) =>
            new Map<string, bigint | undefined>(
              [spot.id, share.id, perpetual.id, bnb.id].map((id, at) => [
                id,
                [of.spot, of.share, of.perpetual, of.bnb][at],
              ]),
            ),
        );
        // What an earlier run has stored is none of this one's.
        const stored = {
          candles: async (id: string, _: string, first: number, end: number) =>
            closes.flatMap((of, at) => {
              const close = of.get(id);
              const openTime = from + at * day;
              if (close === undefined || openTime < first || openTime >= end) return [];
              const text = textOf(close, 4).toString();
              return [
                {
                  instrumentId: instrumentId(id),
                  interval: '1d' as const,
                  openTime,
                  open: text,
                  high: text,
                  low: text,
                  close: text,
                  volume: '1',
                  closed: true,
                },
              ];
            }),
        };
        files = { ...files, market: { ...files.market, candles: stored.candles } };
        expect(ids).toHaveLength(4);

        function matches(told: readonly ReadDayEquity[], of: readonly (readonly [number, Timed])[]): void {
          const dayOf = ({ time }: Timed): number => Math.floor(time / day) * day;
          const moves = of.map(([, one]) => one);
          // A split of what is not held is no change: there may be nothing before the first of the others.
          const latest = Math.min(...moves.filter(({ what }) => what !== 'split').map(dayOf));
          const first = told[0]?.day ?? Infinity;
          expect(first).toBeGreaterThanOrEqual(Math.min(...moves.map(dayOf)));
          expect(first).toBeLessThanOrEqual(latest);
          expect(told.map((each) => each.day)).toEqual(
            Array.from({ length: days }, (_, at) => from + at * day).filter((each) => each >= first),
          );
          for (const each of told) {
            const expected = expectedOf(
              of.map(([, one]) => one),
              each.day + day,
              closes[(each.day - from) / day] ?? new Map(),
              mayBorrow,
            );
            expect([each.equity, agrees(each.equity, expected.equity)]).toEqual([each.equity, true]);
            expect([each.paidIn, agrees(each.paidIn, expected.paidIn)]).toEqual([each.paidIn, true]);
            expect(each.missing.length > 0).toBe(each.equity === undefined);
          }
        }

        await record(account, happened.slice(0, 5));
        const before = await keep(account);
        matches(before, happened.slice(0, 5));
        const run = `run-${accounts}`;
        await record(account, happened.slice(5, 9), run);
        matches(await keep(account), happened.slice(0, 9));
        await files.record.transact(async (unit) => {
          await unit.trades.voidImport(importId(run), 100);
          await unit.ledger.voidImport(importId(run), 100);
          await unit.imports.update({
            ...(await unit.imports.get(importId(run))),
            state: 'undone',
            undoneAt: 2,
          });
        });
        expect(await keep(account)).toEqual(before);
        await record(account, happened.slice(9));
        const left = [...happened.slice(0, 5), ...happened.slice(9)];
        const kept = await keep(account);
        matches(kept, left);
        expect(kept).toEqual(await rebuilt(account));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('days that were made of another record are made anew', async () => {
  const account = accountId('damaged');
  const { equityDays, record: store } = files;
  await store.transact((unit) => unit.accounts.save(sampleAccount(account)));
  await record(account, [
    [1, { what: 'cash', code: 'USDT', size: 1_000n, isCapital: true, rate: undefined, time: from }],
  ]);
  const before = await keep(account);
  expect(before[0]).toEqual({ day: from, equity: '1', paidIn: '1', missing: [] });
  const basis = await equityDays.basis(account);
  if (basis === undefined) throw new Error('the days were made');
  const [first] = await equityDays.days(account, from, from + 1);
  if (first === undefined) throw new Error('the first day was made');
  const ledger = { seq: basis.mark.ledger.seq, hash: 'of another record' };
  await equityDays.replace(account, from, [{ ...first, equity: decimal('5') }], {
    ...basis,
    mark: { ...basis.mark, ledger },
  });
  expect(await keep(account)).toEqual(before);
});

test('a split changes what is held and not what it is worth: prices of before it are those of then', async () => {
  const account = accountId('split');
  await files.record.transact((unit) => unit.accounts.save(sampleAccount(account)));
  await record(account, [
    [
      1,
      {
        what: 'fill',
        of: 'share',
        side: 'BUY',
        size: 10_000n,
        price: 5_000_000n,
        fee: undefined,
        time: from + 1,
      },
    ],
    [2, { what: 'split', top: 4n, below: 1n, time: from + day + 1 }],
  ]);
  const candle = {
    instrumentId: share.id,
    interval: '1d',
    open: '1',
    high: '1000',
    low: '1',
    volume: '1',
    closed: true,
  } as const;
  await files.market.saveCandles([
    { ...candle, openTime: from, close: '500' },
    { ...candle, openTime: from + day, close: '130' },
  ]);
  const [first, second] = await rebuilt(account);
  // 10 at 500 and 40 at 130, less the 5,000 that they cost.
  expect([first?.equity, second?.equity]).toEqual(['0', '200']);
});

test('what a short owes by a spin-off is short too, and no missing purchase', async () => {
  const account = accountId('spun off');
  const child: Instrument = { ...share, id: instrumentId('broker:CHDUSDT'), symbol: 'CHDUSDT' };
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([child]);
    await unit.accounts.save(sampleAccount(account));
  });
  await record(account, [
    [
      1,
      {
        what: 'fill',
        of: 'share',
        side: 'SELL',
        size: 2_000n,
        price: 10_000_000n,
        fee: undefined,
        time: from + 1,
      },
    ],
  ]);
  const spunOff = { accountId: account, type: 'spin-off', cash: undefined, link: 'spun off' } as const;
  const time = from + day + 1;
  await files.record.transact((unit) =>
    unit.ledger.append([
      sampleEntry(2, { ...spunOff, time, instrumentId: share.id, ratio: { new: 1, old: 10 } }),
      sampleEntry(3, { ...spunOff, time, instrumentId: child.id, quantity: Decimal.from('-1') }),
    ]),
  );
  const candle = { interval: '1d', open: '1', high: '1000', low: '1', volume: '1', closed: true } as const;
  await files.market.saveCandles([
    { ...candle, instrumentId: share.id, openTime: from, close: '1000' },
    { ...candle, instrumentId: share.id, openTime: from + day, close: '900' },
    { ...candle, instrumentId: child.id, openTime: from + day, close: '150' },
  ]);
  const [, second] = await rebuilt(account);
  // 2,000 came in, and 2 at 900 and 1 at 150 are owed.
  expect([second?.equity, second?.paidIn]).toEqual(['50', '0']);
});
