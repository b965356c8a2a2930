import { beforeEach, expect, test, vi } from 'vitest';
import type { BalanceInfo } from '#src/contract/balances.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { StatementsDialog } from '#renderer/pages/statements/statements-dialog.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'EUR', lotMethod: 'FIFO', limits: {} } as const;
const btc = { kind: 'currency', currency: 'BTC' } as const;
const june: BalanceInfo = {
  id: 'b1',
  accountId: 'a',
  asset: btc,
  day: '2025-06-30',
  zone: 'Europe/Berlin',
  until: Date.UTC(2025, 5, 30, 22),
  quantity: '0.5',
  recorded: '0.5',
  difference: '0',
};
const december: BalanceInfo = {
  ...june,
  id: 'b2',
  day: '2025-12-31',
  until: Date.UTC(2025, 11, 31, 23),
  recorded: '0.6',
  difference: '0.1',
  arose: { after: { day: june.day, until: june.until, difference: '0' } },
};
const money: BalanceInfo = {
  ...june,
  id: 'b3',
  asset: { kind: 'currency', currency: 'EUR' },
  quantity: '1204.5',
  recorded: '1204.504',
};

async function openDialog(balances: readonly BalanceInfo[], own: Partial<Handlers> = {}) {
  const { screen, asked } = await renderScreen(
    <StatementsDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />,
    {
      'balances.list': async () => ok({ balances: [...balances], isChecking: false, zone: 'Europe/Berlin' }),
      'balances.state': async () => ok({ added: 2 }),
      'balances.correct': async () => ok({}),
      'balances.takeBack': async () => ok({}),
      'balances.movements': async () =>
        ok({
          movements: [{ time: Date.UTC(2025, 8, 1, 9), amount: '0.1', kind: 'entry', type: 'deposit' }],
          total: 1,
          sum: '0.1',
        }),
      ...own,
    },
  );
  const sent = (call: string) => asked.filter(({ name }) => name === call).map(({ input }) => input);
  return { screen, sent };
}

beforeEach(() => {
  setPreferences({ timeZone: 'utc' });
  const account = { id: 'a', portfolioId: 'p', name: 'Kraken', venue: 'kraken', mode: 'history' } as const;
  useLiveStore.setState({ connection: { status: 'open', since: 0 }, accounts: [account] });
});

test('says until when the record agrees, by how much it differs since, and lists what moved in between', async () => {
  const { screen, sent } = await openDialog([june, december, money]);
  const part = screen.getByRole('region', { name: 'Where the record leaves the statements' });
  await expect
    .element(
      part.getByText(
        'Kraken: BTC agrees until 2025-06-30 and differs by +0.1 BTC since then, somewhere between 2025-06-30 and 2025-12-31.',
      ),
    )
    .toBeVisible();
  const rows = screen.getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('2025-12-31KrakenBTC0.50.6+0.1 BTCCorrectTake back');
  await expect
    .element(rows.nth(3))
    .toHaveTextContent('2025-06-30KrakenEUR1,204.501,204.504agreesCorrectTake back');
  await screen.getByRole('button', { name: 'Show what moved BTC up to 2025-12-31' }).click();
  const moved = screen.getByRole('region', {
    name: 'What the record says that moved BTC after 2025-06-30, up to 2025-12-31',
  });
  await expect.element(moved.getByRole('row').nth(1)).toHaveTextContent('2025-09-01 09:00:00Deposit0.1–');
  await expect.element(moved.getByText('1 movement comes to +0.1 BTC.')).toBeVisible();
  expect(sent('balances.movements')).toEqual([
    { accountId: 'a', asset: btc, from: june.until, to: december.until },
  ]);
});

test('what moved has the kind that it has in Activity', async () => {
  const { screen } = await openDialog([{ ...december, arose: {} }], {
    'balances.movements': async () =>
      ok({
        movements: [
          { time: Date.UTC(2025, 8, 1, 9), amount: '-0.1', kind: 'entry', type: 'tax' },
          { time: Date.UTC(2025, 8, 1, 10), amount: '0.2', kind: 'entry', type: 'staking' },
        ],
        total: 2,
        sum: '0.1',
      }),
  });
  await screen.getByRole('button', { name: 'Show what moved BTC up to 2025-12-31' }).click();
  const moved = screen.getByRole('region', { name: 'What the record says that moved BTC up to 2025-12-31' });
  await expect
    .element(moved.getByRole('row').nth(1))
    .toHaveTextContent('2025-09-01 09:00:00Withheld tax−0.1–');
  await expect.element(moved.getByRole('row').nth(2)).toHaveTextContent('2025-09-01 10:00:00Staking0.2–');
});

test('one that differs before any agrees says that no statement tells since when', async () => {
  const { screen } = await openDialog([{ ...december, arose: {} }]);
  const words = 'Kraken: BTC differs by +0.1 BTC on 2025-12-31. No statement before it tells since when.';
  await expect.element(screen.getByText(words)).toBeVisible();
});

test('a statement is entered with its digits, by the clock that is chosen', async () => {
  const { screen, sent } = await openDialog([]);
  await screen.getByLabelText('Day', { exact: true }).fill('2025-12-31');
  await screen.getByLabelText('Day by the clock of').selectOptions('UTC');
  await screen.getByLabelText('Balances, one a line').fill('0.50 BTC\n1,204.55 EUR');
  await screen.getByRole('button', { name: 'Enter' }).click();
  await expect.element(screen.getByText('2 balances were entered.')).toBeVisible();
  expect(sent('balances.state')).toEqual([
    {
      accountId: 'a',
      day: '2025-12-31',
      zone: 'UTC',
      balances: [
        { asset: 'BTC', quantity: '0.50' },
        { asset: 'EUR', quantity: '1204.55' },
      ],
    },
  ]);
});

test('what cannot be read is named by its line, and nothing is sent', async () => {
  const { screen, sent } = await openDialog([]);
  await screen.getByRole('button', { name: 'Enter' }).click();
  await expect.element(screen.getByText('Choose the day of the statement.')).toBeVisible();
  await expect.element(screen.getByText('Enter a balance, such as 0.5 BTC.')).toBeVisible();
  await screen.getByLabelText('Balances, one a line').fill('1 BTC\nhalf EUR');
  await expect
    .element(screen.getByText('Line 2: write an amount and what it is of, such as 0.5 BTC.'))
    .toBeVisible();
  expect(sent('balances.state')).toEqual([]);
});

test('what the core refuses stands at its field with the way out, and what was typed stays', async () => {
  const { screen } = await openDialog([], {
    'balances.state': async () =>
      err({
        code: 'INVALID_BALANCES',
        problems: [
          { field: 'day', code: 'DAY_NOT_OVER', endsAt: Date.UTC(2026, 0, 1) },
          { field: 'asset', at: 1, code: 'ASSET_NEVER_HAD', had: ['BTC', 'EUR'] },
        ],
      }),
  });
  await screen.getByLabelText('Day', { exact: true }).fill('2025-12-31');
  const lines = screen.getByLabelText('Balances, one a line');
  await lines.fill('1 BTC\n2 DOGE');
  await screen.getByRole('button', { name: 'Enter' }).click();
  await expect
    .element(screen.getByText('This day ends at 2026-01-01 00:00:00. Choose one that is over.'))
    .toBeVisible();
  await expect
    .element(screen.getByText(/^Line 2: The account never had such an asset\..*\(BTC, EUR\)/u))
    .toBeVisible();
  await expect.element(lines).toHaveValue('1 BTC\n2 DOGE');
});

test('a correction is sent with its digits, and the focus goes back to where it was asked for', async () => {
  const { screen, sent } = await openDialog([june, december]);
  const correct = screen.getByRole('button', { name: 'Correct BTC of 2025-12-31' });
  await correct.click();
  const field = screen.getByLabelText('What the statement says of BTC on 2025-12-31');
  await expect.element(field).toHaveFocus();
  await field.fill('0.60');
  await screen.getByRole('button', { name: 'Keep this balance' }).click();
  await expect.element(correct).toHaveFocus();
  expect(sent('balances.correct')).toEqual([{ id: 'b2', quantity: '0.60' }]);
  await screen.getByRole('button', { name: 'Take back BTC of 2025-06-30' }).click();
  expect(sent('balances.takeBack')).toEqual([{ id: 'b1' }]);
});
