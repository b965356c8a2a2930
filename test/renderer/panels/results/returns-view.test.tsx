import { userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { ReturnsInfo } from '#src/contract/returns.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { yearsOf } from '#renderer/panels/results/months.ts';
import { ReturnsView } from '#renderer/panels/results/returns-view.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;
const day = 86_400_000;
const first = Date.UTC(2025, 11, 31);
const days = [
  { from: first, share: '0.1', gain: '100' },
  { from: first + day, share: '-0.5', gain: '-550' },
  { from: first + 2 * day, share: '1', gain: '550' },
  { from: first + 3 * day, gain: '7' },
];
const known: ReturnsInfo = {
  currency: 'USDT',
  zone: 'UTC',
  from: first,
  to: first + 4 * day,
  timeWeighted: '0.1',
  moneyWeighted: '-0.0512',
  maxDrawdown: '550',
  maxDrawdownShare: '0.5',
  sharpe: '1.234',
  countedDays: 3,
  winningDays: 2,
  losingDays: 1,
  best: days[2],
  worst: days[1],
  interruptions: 1,
  days,
  derivedDays: 0,
  unpriced: { days: 0, missing: [] },
};

async function open(answer: ReturnsInfo) {
  const { screen } = await renderScreen(
    <ReturnsView portfolio={portfolio} time={{ from: 0 }} toolbar={null} />,
    {
      'portfolio.returns': async () => ok(answer),
    },
  );
  return screen;
}

beforeEach(() => useLiveStore.setState({ connection: { status: 'open', since: 0 } }));

test('each figure says how it is made and of how many days; what is not known is a dash', async () => {
  const screen = await open(known);
  const figures = screen.getByRole('group', { name: 'Returns of Main' });
  await expect.poll(() => figures.element().textContent).toMatch(/Time-weighted▲\+10\.00%/);
  await expect.poll(() => figures.element().textContent).toMatch(/Money-weighted▼−5\.12%/);
  await expect.poll(() => figures.element().textContent).toMatch(/Per year–/);
  await expect.poll(() => figures.element().textContent).toMatch(/Max drawdown50\.00% 550\.00/);
  await expect.poll(() => figures.element().textContent).toMatch(/Winning days2 of 3/);
  await expect
    .element(screen.getByTitle(/standard deviation of the returns of 3 days/))
    .toHaveTextContent('Sharpe1.23');
  await expect.element(screen.getByText(/The returns are interrupted once/)).toBeVisible();
});

test('how a figure is made can be read without a pointer', async () => {
  const screen = await open(known);
  const made = screen.getByText(/^Mean over standard deviation of the returns of 3 days/);
  await expect.element(made).not.toBeVisible();
  screen.getByText('How the figures are made').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(made).toBeVisible();
});

test('months stand in the rows of their years, days in a square each that says what it was', async () => {
  const screen = await open(known);
  const rows = screen.getByRole('table', { name: 'Returns by month' }).getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('20260.00%0.00%');
  await expect.element(rows.nth(2)).toHaveTextContent('2025+10.00%+10.00%');
  await expect.element(screen.getByTitle('2026-01-01: −50.00%, −550.00 USDT')).toBeInTheDocument();
  await expect.element(screen.getByTitle('2026-01-03: not known, +7.00 USDT')).toBeInTheDocument();
});

test('amounts are hidden with the others, shares are not', async () => {
  setPreferences({ privacy: true });
  const screen = await open(known);
  const figures = screen.getByRole('group', { name: 'Returns of Main' });
  await expect.poll(() => figures.element().textContent).toMatch(/Time-weighted▲\+10\.00%/);
  expect(figures.element().textContent).not.toContain('550.00');
});

test('says of which accounts nobody knows what was paid in', async () => {
  const screen = await open({ ...known, timeWeighted: undefined, unfunded: ['Kraken', 'Broker'] });
  const note = screen.getByText(
    /^Kraken, Broker: their trades were paid with money that this record never saw/u,
  );
  await expect.element(note).toBeVisible();
  const figures = screen.getByRole('group', { name: 'Returns of Main' });
  await expect.poll(() => figures.element().textContent).toMatch(/Time-weighted–/);
});

test('says from when on there are returns', async () => {
  const none: ReturnsInfo = {
    currency: 'USDT',
    zone: 'UTC',
    countedDays: 0,
    winningDays: 0,
    losingDays: 0,
    interruptions: 0,
    days: [],
    derivedDays: 0,
    unpriced: { days: 0, missing: [] },
  };
  const screen = await open(none);
  await expect.element(screen.getByText(/from the second point of the equity curve on/)).toBeVisible();
});

test('tells which days were worked out, how far what was seen is from that, and what has no price', async () => {
  const screen = await open({
    ...known,
    derivedDays: 12,
    compared: { days: 3, time: first + day, observed: '1090', derived: '1140.5' },
    unpriced: { days: 2, missing: ['BTC', 'broker:SAP'] },
  });
  await expect.element(screen.getByText(/^12 days are worked out from the record/)).toBeVisible();
  await expect
    .element(screen.getByText(/furthest apart on 2025-12-31: 1,090.00.* was seen in the last hour, 1,140.50/))
    .toBeVisible();
  await expect
    .element(
      screen.getByText(/^2 days cannot be worked out, for want of a price of BTC, .*: only what was seen/),
    )
    .toBeVisible();
});

test('a month and a year are not known behind a loss of more than all', () => {
  const lost = ['0.1', '-1.5', '0', '0.1'].map((share, at) => ({
    from: Date.UTC(2026, 0, 30) + at * day,
    share,
    gain: '1',
  }));
  const [year] = yearsOf(lost, 'UTC');
  expect(year?.months[0]).toBeCloseTo(1.1 * -0.5 - 1, 12);
  expect(year?.months[1]).toBeCloseTo(0.1, 12);
  expect(year?.whole).toBeUndefined();
  expect(yearsOf(lost.slice(1, 3), 'UTC')[0]?.months[0]).toBeCloseTo(-1.5, 12);
  const within = lost.map((each, at) => ({ ...each, from: Date.UTC(2026, 0, 10) + at * day }));
  expect(yearsOf(within, 'UTC')[0]?.months[0]).toBeUndefined();
});

test('a month is that of the trader’s clock', () => {
  // 23:30 UTC on 31 January is February in Berlin.
  const late = [{ from: Date.UTC(2026, 0, 31, 23, 30), share: '0.1', gain: '1' }];
  expect(yearsOf(late, 'Europe/Berlin')[0]?.months.findIndex((share) => share !== undefined)).toBe(1);
  expect(yearsOf(late, 'UTC')[0]?.months.findIndex((share) => share !== undefined)).toBe(0);
});
