import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReturns, type CurveReads } from '#src/application/portfolio/returns.ts';
import type { CurveRecord } from '#src/application/portfolio/equity-curve.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, portfolioId } from '#src/domain/ids.ts';
import { dayBegin } from '#src/domain/trading-day.ts';
import { portfolio, sampleAccount } from '#test/ports/sample-entities.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2025, 2, 28);
const [id, own] = [portfolioId('p'), accountId('a')];
const euro = currency('EUR');
const place = { seq: 0, hash: '' };
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Auckland'] as const;
const unlooked = { cash: undefined, marketValue: undefined, realised: undefined, unrealised: undefined };

const record: CurveRecord = {
  portfolio: { ...portfolio, id, baseCurrency: euro },
  accounts: [{ ...sampleAccount(own), portfolioId: id, mode: 'history' }],
  imports: [],
  revisions: [],
  otherBases: [],
};

/** By the hour: what equity grew to in thousandths, what was paid in, and whether somebody looked. */
const hours = fc.array(
  fc.record({
    growth: fc.integer({ min: 950, max: 1_050 }),
    paid: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(500) }),
    isSeen: fc.boolean(),
  }),
  { minLength: 3 * 24, maxLength: 8 * 24 },
);

const mostly = fc.nat(9).map((number) => number > 0);
/** Of each day whether its price is known, and whether the program was open on it. */
const days = fc.array(fc.record({ isKnown: mostly, isOpen: fc.boolean() }), {
  minLength: 8,
  maxLength: 8,
});

type Hours = typeof hours extends fc.Arbitrary<infer Of> ? Of : never;
type Days = typeof days extends fc.Arbitrary<infer Of> ? Of : never;

function curveOf(moves: Hours, told: Days) {
  let [equity, deposited] = [Decimal.from('1000'), Decimal.from('1000')];
  const points = moves.map(({ growth, paid, isSeen }, at) => {
    const more = Decimal.fromInteger(paid);
    equity = equity.times(Decimal.fromInteger(growth)).dividedBy(Decimal.from('1000'), 4, 'half-even');
    [equity, deposited] = [equity.plus(more), deposited.plus(more)];
    return { time: start + (at + 1) * hour, equity, deposited, isSeen };
  });
  const ends = points.filter(({ time }) => (time - start) % day === 0);
  const derived = ends.map((point, at) => {
    const isKnown = told[at]?.isKnown === true;
    return {
      day: start + at * day,
      equity: isKnown ? point.equity : undefined,
      paidIn: point.deposited,
      missing: isKnown ? [] : [euro],
    };
  });
  const seen = points
    .filter(({ time, isSeen }) => isSeen && told[Math.floor((time - 1 - start) / day)]?.isOpen === true)
    .map(({ time, ...amounts }) => ({
      ...unlooked,
      portfolioId: id,
      fees: undefined,
      time,
      equity: amounts.equity,
      deposited: amounts.deposited,
    }));
  return { seen, derived, now: points.at(-1)?.time ?? start };
}

type Curve = ReturnType<typeof curveOf>;

function readsOf({ seen, derived, now }: Curve): CurveReads {
  const basis = {
    base: euro,
    mayBorrow: false,
    mark: { fills: place, ledger: place, rates: place, imports: {} },
    rateFiles: [],
    revisions: [],
    until: now,
  };
  return {
    portfolios: { snapshots: async (_, from, to) => seen.filter(({ time }) => time >= from && time < to) },
    equityDays: {
      basis: async () => basis,
      days: async (_, from, to) => derived.filter((each) => each.day >= from && each.day < to),
    },
  };
}

// Where days follow one another that nobody looked at and that have no price, nothing may be near.
test('ranges that follow one another have each interval once, and make the whole', async () => {
  const asked = fc.record({
    zone: fc.constantFrom(...zones),
    beginsAt: fc.nat(23),
    cut: fc.integer({ min: 0, max: 8 * day }),
    isDay: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(hours, days, asked, async (moves, told, { zone, beginsAt, cut, isDay }) => {
      const curve = curveOf(moves, told);
      const rule = { zone, hour: beginsAt };
      const moment = isDay ? dayBegin(start + cut, rule) : start + cut;
      const read = (from: number, until: number) =>
        readReturns(readsOf(curve), record, { from, until, now: curve.now, rule });
      const [all, before, after] = [
        await read(0, Infinity),
        await read(0, moment),
        await read(moment, Infinity),
      ];
      const times = all.curve.snapshots.map(({ time }) => time);
      fc.pre(times.every((time, at) => time - (times[at - 1] ?? time) <= 1.5 * day));
      const grown = ({ returns }: typeof all) => 1 + (returns.timeWeighted ?? 0);
      expect(grown(before) * grown(after)).toBeCloseTo(grown(all), 9);
      expect(before.curve.derived.size + after.curve.derived.size).toBe(all.curve.derived.size);
      expect(before.curve.compared.days + after.curve.compared.days).toBe(all.curve.compared.days);
      expect(before.curve.unpriced.days + after.curve.unpriced.days).toBe(all.curve.unpriced.days);
      const begun = (of: typeof all) => of.returns.days.map(({ from }) => from);
      const together = new Set([...begun(before), ...begun(after)]);
      expect([...together]).toEqual(begun(all));
      // One that begins within a day parts it.
      expect(begun(before).length + begun(after).length - together.size).toBeLessThanOrEqual(isDay ? 0 : 1);
    }),
    // To shrink a week of hours takes longer than a test may.
    { numRuns: 200, endOnFailure: true },
  );
});
