/** Returns of a range are those of its days, whatever lies before it, in every zone. */
import { expect, onTestFinished, test } from 'vitest';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { bookEntries } from '#src/application/orders/book-fills.ts';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { accountId, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { decimal, sampleEntry } from '#test/ports/sample-entities.ts';

const main = portfolioId('main');
const own = accountId('own');
const at = (text: string) => Date.parse(`${text}Z`);

type Move = readonly [time: string, type: LedgerEntry['type'], amount: string];

/** A portfolio of 1,000 that moved money alone, whose days nobody looked at. */
async function deskOf(
  {
    since,
    now,
    zone = 'UTC',
    seen = [],
  }: {
    readonly since: string;
    readonly now: string;
    readonly zone?: string;
    readonly seen?: readonly (readonly [time: string, equity: string])[];
  },
  ...moves: readonly Move[]
) {
  const clock = createFakeClock(at(now));
  const folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  const history = { id: own, name: 'Own', environment: undefined, mode: 'history' } as const;
  await openAccount(files.record, openingAccount(coin, at(since), { account: history }));
  const entries = moves.map(([time, type, amount], number) =>
    sampleEntry(number, {
      id: ledgerEntryId(`moved-${number}`),
      accountId: own,
      time: at(time),
      type,
      cash: { currency: coin.settle, amount: decimal(amount) },
    }),
  );
  await files.record.transact((unit) => bookEntries(unit, entries));
  const unlooked = { cash: undefined, marketValue: undefined, realised: undefined, unrealised: undefined };
  const points = seen.map(([time, equity]) => ({
    ...unlooked,
    portfolioId: main,
    time: at(time),
    equity: decimal(equity),
    fees: undefined,
    deposited: decimal('1000'),
  }));
  await files.record.transact((unit) => unit.portfolios.saveSnapshots(points));
  await files.close();
  const workspace = await openWorkspace(
    workspaceNeeds({
      files: await openTemporary(folder),
      clock,
      readDayRule: () => Promise.resolve({ zone, hour: 0 }),
    }),
  );
  onTestFinished(() => workspace.close());
  for (let turn = 0; turn < 60; turn += 1) await clock.advance(250);
  const { 'portfolio.returns': read } = createPortfolioHandlers(() => workspace);
  return async (from = 0, until?: number) => {
    const answer = await read({ portfolioId: main, from, ...(until !== undefined && { until }) });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
}

// quantstats PR 541: a baseline above the first price is a peak that the portfolio never reached.
test('a range has no drawdown of what was lost before it', async () => {
  const returns = await deskOf(
    { since: '2025-01-01T00:00', now: '2025-02-15T12:00' },
    ['2025-01-02T10:00', 'fee', '-500'],
    ['2025-02-10T10:00', 'interest', '50'],
    ['2025-02-11T10:00', 'fee', '-11'],
  );
  // 500, 550, 539.
  expect(await returns(at('2025-02-01T00:00'), at('2025-03-01T00:00'))).toMatchObject({
    timeWeighted: '0.078',
    maxDrawdown: '11',
    maxDrawdownShare: '0.02',
  });
  expect(await returns()).toMatchObject({ maxDrawdown: '500', maxDrawdownShare: '0.5' });
});

// Ghostfolio issue 2823: the figures of a year were others as the year began.
test.each([
  ['UTC', '2025-01-01T00:00', ['0.21', '0.21']],
  ['Europe/Berlin', '2024-12-31T23:00', ['0.21', '0.21']],
  ['America/New_York', '2025-01-01T05:00', ['0.21', '0.21']],
  ['Asia/Tokyo', '2024-12-31T15:00', ['0.21', '0.21']],
  // Where noon of UTC is of the next day.
  ['Pacific/Auckland', '2024-12-31T11:00', ['0.1', '0.331']],
] as const)('years that follow one another have each day once, in %s', async (zone, newYear, expected) => {
  // 10 % on each of four days: 1,000, 1,100, 1,210, 1,331, 1,464.1.
  const returns = await deskOf(
    { since: '2024-12-20T00:00', now: '2025-01-05T12:00', zone },
    ['2024-12-30T12:00', 'interest', '100'],
    ['2024-12-31T12:00', 'interest', '110'],
    ['2025-01-01T12:00', 'interest', '121'],
    ['2025-01-02T12:00', 'interest', '133.1'],
  );
  const [all, before, after] = [
    await returns(),
    await returns(0, at(newYear)),
    await returns(at(newYear)),
  ] as const;
  expect(all.timeWeighted).toBe('0.4641');
  expect([before.timeWeighted, after.timeWeighted]).toEqual(expected);
  expect([...before.days, ...after.days]).toEqual(all.days);
  expect(before.derivedDays + after.derivedDays).toBe(all.derivedDays);
});

test('an interval that was seen is of the range in which it ends, and one that ends with it is of that', async () => {
  const returns = await deskOf(
    {
      since: '2025-01-01T00:00',
      now: '2025-01-03T23:30',
      seen: [
        ['2025-01-01T00:00', '1000'],
        ['2025-01-01T23:00', '1000'],
        ['2025-01-02T00:00', '1100'],
        ['2025-01-02T01:00', '1210'],
        ['2025-01-02T23:59', '1331'],
        ['2025-01-03T00:02', '1464.1'],
      ],
    },
    ['2025-01-01T23:30', 'interest', '100'],
    ['2025-01-02T00:30', 'interest', '110'],
    ['2025-01-02T02:00', 'interest', '121'],
    ['2025-01-03T00:01', 'interest', '133.1'],
  );
  const second = await returns(at('2025-01-02T00:00'), at('2025-01-03T00:00'));
  expect(second).toMatchObject({ timeWeighted: '0.21', derivedDays: 0, compared: { days: 1 } });
  expect(await returns(0, at('2025-01-02T00:00'))).toMatchObject({ timeWeighted: '0.1' });
  expect(await returns(at('2025-01-03T00:00'))).toMatchObject({ timeWeighted: '0.1' });
  expect(await returns()).toMatchObject({ timeWeighted: '0.4641', compared: { days: 2 } });
});

test('a range that begins with the first day of all has what that made, in every zone', async () => {
  const returns = await deskOf(
    { since: '2025-01-01T12:00', now: '2025-01-03T12:00', zone: 'America/New_York' },
    ['2025-01-01T13:00', 'interest', '100'],
  );
  expect(await returns(at('2025-01-01T05:00'))).toMatchObject({
    timeWeighted: '0.1',
    moneyWeighted: '0.1',
    countedDays: 2,
  });
});

test('a day is known by the return of its money', async () => {
  const returns = await deskOf({ since: '2025-01-01T00:00', now: '2025-01-02T12:00' }, [
    '2025-01-01T12:00',
    'interest',
    '10',
  ]);
  expect(await returns()).toMatchObject({ timeWeighted: '0.01', moneyWeighted: '0.01' });
});

// Portfolio Performance issue 1517: XIRR goes crazy where the period is longer than the time with money in it.
test('money that was in for a part of the range has the return of that time, and its absence is one interruption', async () => {
  const returns = await deskOf(
    { since: '2025-01-01T00:00', now: '2025-05-03T12:00' },
    ['2025-01-01T12:00', 'withdrawal', '-1000'],
    ['2025-03-01T00:00', 'deposit', '1000'],
    ['2025-03-02T00:00', 'interest', '10'],
    ['2025-03-03T00:00', 'withdrawal', '-1010'],
  );
  expect(await returns(at('2025-02-01T00:00'))).toMatchObject({
    timeWeighted: '0.01',
    moneyWeighted: '0.01',
    interruptions: 2,
  });
});
