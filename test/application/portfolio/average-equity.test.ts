import { expect, test } from 'vitest';
import { readAverageEquity } from '#src/application/portfolio/average-equity.ts';
import type { CurveRecord } from '#src/application/portfolio/equity-curve.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import { accountId, currency, importId, portfolioId } from '#src/domain/ids.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import { decimal, portfolio, sampleAccount } from '#test/ports/sample-entities.ts';

const start = Date.UTC(2025, 0, 1);
const hour = dayLength / 24;
const [id, own] = [portfolioId('p'), accountId('a')];
const euro = currency('EUR');
const place = { seq: 0, hash: '' };

const record: CurveRecord = {
  portfolio: { ...portfolio, id, baseCurrency: euro },
  accounts: [{ ...sampleAccount(own), portfolioId: id, mode: 'history' }],
  imports: [],
  revisions: [],
  otherBases: [],
};

const run: ImportRun = {
  id: importId('i'),
  accountId: own,
  fileName: 'fills.csv',
  format: 'csv',
  state: 'undone',
  importedAt: start + 6 * hour,
  undoneAt: start + 18 * hour,
  fills: 1,
  leftOut: 0,
  reader: undefined,
  digest: undefined,
};

type Curve = {
  /** By the hour since the start. */
  readonly seen?: readonly (readonly [hours: number, equity: string])[];
  /** Of the days since the start, one after another. */
  readonly days?: readonly (string | undefined)[];
};

async function average(
  { seen = [], days }: Curve,
  span: readonly [from: number, until: number],
  of: CurveRecord = record,
) {
  const points = seen.map(([hours, equity]) => ({
    portfolioId: id,
    time: start + hours * hour,
    equity: decimal(equity),
    deposited: decimal('1000'),
    cash: undefined,
    marketValue: undefined,
    realised: undefined,
    unrealised: undefined,
    fees: undefined,
  }));
  const derived = (days ?? []).map((equity, at) => ({
    day: start + at * dayLength,
    equity: equity === undefined ? undefined : decimal(equity),
    paidIn: decimal('1000'),
    missing: equity === undefined ? [euro] : [],
  }));
  const basis = {
    base: euro,
    mayBorrow: false,
    mark: { fills: place, ledger: place, rates: place, imports: {} },
    rateFiles: [],
    revisions: [],
    until: start + derived.length * dayLength,
  };
  const reads = {
    portfolios: {
      snapshots: async (_: unknown, from: number, to: number) =>
        points.filter(({ time }) => time >= from && time < to),
    },
    equityDays: {
      basis: async () => (days === undefined ? undefined : basis),
      days: async (_: unknown, from: number, to: number) =>
        derived.filter(({ day }) => day >= from && day < to),
    },
  };
  const [from, until] = [start + span[0] * hour, start + span[1] * hour];
  const told = await readAverageEquity(reads, of, { from, until });
  return told && [(told.since - start) / hour, told.amount];
}

test('what was observed holds until the next point, also from before the span on', async () => {
  const seen = [
    [0, '1000'],
    [12, '3000'],
  ] as const;
  expect(await average({ seen }, [-24, 24])).toEqual([0, '2000']);
  // 3 hours of 1000 and 12 of 3000.
  expect(await average({ seen }, [9, 24])).toEqual([9, '2600']);
  expect(await average({ seen }, [0, 12])).toEqual([0, '1000']);
  expect(await average({}, [0, 12])).toBeUndefined();
});

test('of imported history the days that are derived count, each for all of it', async () => {
  const days = ['1000', '2000', '4500'];
  expect(await average({ days }, [-240, 72])).toEqual([0, '2500']);
  // Half of the second day and all of the third.
  expect(await average({ days }, [36, 72])).toEqual([36, '3666.666666666666666667']);
  // What is seen on the day after follows: the last day holds for six hours of it, and 500 for six.
  expect(await average({ days, seen: [[78, '500']] }, [0, 84])).toEqual([0, '2500']);
});

test('a day without a price leaves it unknown, but before all that is known', async () => {
  expect(await average({ days: ['1000', undefined, '4500'] }, [0, 72])).toBeUndefined();
  expect(await average({ days: [undefined, '1000', '2000'] }, [0, 72])).toEqual([24, '1500']);
  expect(await average({ days: [undefined, '1000', '2000'] }, [24, 72])).toEqual([24, '1500']);
});

test('while a broken import stood, equity was not the portfolio’s', async () => {
  const seen = [
    [0, '1000'],
    [12, '3000'],
  ] as const;
  expect(await average({ seen }, [0, 24], { ...record, imports: [run] })).toEqual([0, '1000']);
});
