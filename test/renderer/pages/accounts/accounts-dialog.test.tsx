import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { NewAccount } from '#src/contract/accounts.ts';
import type { AccountInfo, PortfolioInfo, VenueInfo } from '#src/contract/workspace.ts';
import { err, ok } from '#src/domain/result.ts';
import { AccountsDialog } from '#renderer/pages/accounts/accounts-dialog.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { defaultPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { order, tableWith } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const workspace = { id: 'w', name: 'Swing', kind: 'paper', createdAt: 0 } as const;
const venues: VenueInfo[] = [
  { id: 'binance', label: 'Binance', kind: 'exchange', environments: ['live'] },
  { id: 'sim', label: 'Simulated market', kind: 'simulation', environments: ['simulated'] },
];
const main: PortfolioInfo = {
  id: 'p1',
  name: 'Main',
  baseCurrency: 'USDT',
  lotMethod: 'FIFO',
  limits: {},
};
const swing: AccountInfo = {
  id: 'a1',
  portfolioId: 'p1',
  name: 'Swing',
  venue: 'sim',
  environment: 'simulated',
  mode: 'paper',
};
const kraken: AccountInfo = { id: 'a2', portfolioId: 'p1', name: 'Kraken', venue: 'import', mode: 'history' };

beforeEach(() => {
  usePreferencesStore.setState(defaultPreferences, true);
  useLiveStore.setState(
    {
      ...initialLiveState,
      connection: { status: 'open', since: 0 },
      workspace,
      venues,
      portfolios: [main],
      accounts: [swing, kraken],
      orders: tableWith(order('o1', { accountId: 'a1' })),
    },
    true,
  );
});

const close = () => undefined;

function becomes(disabledAt: number | undefined) {
  const account = { ...swing, disabledAt };
  useLiveStore.setState({ accounts: [account, kraken] });
  return ok(account);
}

test('each account says where it trades, with whose money, and how many orders work there', async () => {
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />);
  const rows = screen.getByRole('row');
  await expect
    .element(rows.nth(1))
    .toHaveTextContent('SwingSimulated marketPaper, simulated pricesMain1EnabledRenameDisable');
  await expect
    .element(rows.nth(2))
    .toHaveTextContent('KrakenImportedHistory onlyMain0–RenameVenue key…Fee schedule…Allow short sales');
  // Nothing is placed on history: there is nothing to disable.
  expect(screen.getByRole('button', { name: 'Disable Kraken' }).query()).toBeNull();
});

test('an account is disabled and enabled by one press each, and the core’s word is what shows', async () => {
  const told: string[] = [];
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />, {
    'accounts.disable': async ({ accountId }) => {
      told.push(`disable ${accountId}`);
      return becomes(1);
    },
    'accounts.enable': async ({ accountId }) => {
      told.push(`enable ${accountId}`);
      return becomes(undefined);
    },
  });
  await screen.getByRole('button', { name: 'Disable Swing' }).click();
  await expect.element(screen.getByRole('cell', { name: 'Disabled' })).toBeVisible();
  await screen.getByRole('button', { name: 'Enable Swing' }).click();
  await expect.element(screen.getByRole('cell', { name: 'Enabled' })).toBeVisible();
  expect(told).toEqual(['disable a1', 'enable a1']);
});

test('a name that is refused stays in its field, with the reason', async () => {
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />, {
    'accounts.rename': async ({ name }) =>
      name === 'Swing 2'
        ? ok({ ...swing, name })
        : err({
            code: 'BAD_VALUE',
            field: 'name',
            problem: 'ACCOUNT_NAME_TAKEN',
          }),
  });
  await screen.getByRole('button', { name: 'Rename Swing' }).click();
  const field = screen.getByRole('textbox', { name: 'New name of Swing' });
  await field.fill('Kraken');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.element(screen.getByText('Another account of this workspace has this name.')).toBeVisible();
  await expect.element(field).toHaveValue('Kraken');
  await field.fill('Swing 2');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.element(field).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: 'Rename Swing' })).toHaveFocus();
  await userEvent.keyboard('{Enter}{Escape}');
  await expect.element(screen.getByRole('dialog')).toBeVisible();
  await expect.element(field).not.toBeInTheDocument();
});

test('a paper account is added with what was typed, into the portfolio that was chosen', async () => {
  const asked: NewAccount[] = [];
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />, {
    'accounts.add': async (account) => {
      asked.push(account);
      return ok({ ...swing, id: 'a3', name: account.name });
    },
  });
  await screen.getByRole('button', { name: 'Add account' }).click();
  await screen.getByRole('button', { name: 'Add account' }).click();
  await expect.element(screen.getByText('Give it a name.')).toBeVisible();
  expect(asked).toEqual([]);
  await screen.getByRole('textbox', { name: 'Account name' }).fill('Grid');
  await screen.getByRole('radio', { name: 'Simulated market' }).click();
  await screen.getByRole('textbox', { name: 'Starting cash' }).fill('2500.50');
  await screen.getByRole('textbox', { name: 'Taker fee, %' }).fill('0.075');
  await screen.getByRole('button', { name: 'Add account' }).click();
  await expect.element(screen.getByRole('table')).toBeVisible();
  const trades = { mode: 'paper', venue: 'sim', makerFee: '0.001', takerFee: '0.00075' };
  expect(asked).toEqual([
    { name: 'Grid', portfolio: { id: 'p1' }, trades: { ...trades, deposit: '2500.5', currency: 'USDT' } },
  ]);
});

test('the focus goes into the form, and back to what opened it', async () => {
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />);
  const add = screen.getByRole('button', { name: 'Add account' });
  await expect.element(add).toHaveFocus();
  await add.click();
  await expect.element(screen.getByRole('textbox', { name: 'Account name' })).toHaveFocus();
  await screen.getByRole('button', { name: 'Back' }).click();
  await expect.element(add).toHaveFocus();
});

test('history begins a portfolio of its own, and asks for no cash', async () => {
  const asked: NewAccount[] = [];
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />, {
    'accounts.add': async (account) => {
      asked.push(account);
      return ok(kraken);
    },
  });
  await screen.getByRole('button', { name: 'Add account' }).click();
  await screen.getByRole('radio', { name: 'Nothing: it holds history' }).click();
  expect(screen.getByRole('textbox', { name: 'Starting cash' }).query()).toBeNull();
  await screen.getByRole('textbox', { name: 'Account name' }).fill('Old trades');
  await screen.getByRole('combobox', { name: 'Portfolio' }).selectOptions('A new portfolio');
  await screen.getByRole('textbox', { name: 'Portfolio name' }).fill('Savings');
  await screen.getByRole('textbox', { name: 'Currency' }).fill('eur');
  await screen.getByRole('button', { name: 'Add account' }).click();
  await expect.element(screen.getByRole('table')).toBeVisible();
  expect(asked).toEqual([
    {
      name: 'Old trades',
      portfolio: { name: 'Savings', baseCurrency: 'EUR', lotMethod: 'AVERAGE' },
      trades: { mode: 'history' },
    },
  ]);
});

test('a workspace that trades live offers no account of play money', async () => {
  const live = { ...workspace, kind: 'live' } as const;
  const { screen } = await renderScreen(<AccountsDialog workspace={live} onClose={close} />);
  await screen.getByRole('button', { name: 'Add account' }).click();
  expect(screen.getByRole('radio', { name: 'On paper' }).query()).toBeNull();
  await expect.element(screen.getByRole('radio', { name: 'Nothing: it holds history' })).toBeChecked();
});

test('an account says that its dead-man’s switch is chosen', async () => {
  const live: AccountInfo = { ...swing, mode: 'live', deadMansSwitch: true };
  useLiveStore.setState({ accounts: [live, kraken] });
  const { screen } = await renderScreen(<AccountsDialog workspace={workspace} onClose={close} />);
  const row = screen.getByRole('row').filter({ hasText: 'Swing' });
  await expect.element(row).toMatchTextContent('Enabled, dead-man’s switch');
});
