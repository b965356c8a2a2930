import { beforeEach, expect, test, vi } from 'vitest';
import type { FlowInfo } from '#src/contract/flows.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { FlowsDialog } from '#renderer/panels/portfolio/flows-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;
const common = { accountId: 'a', type: 'deposit', time: Date.UTC(2026, 4, 3, 12, 30) } as const;
const unrated: FlowInfo = { ...common, id: 'f1', currency: 'EUR', amount: '500' };
const rated: FlowInfo = {
  ...common,
  id: 'f2',
  type: 'withdrawal',
  currency: 'BTC',
  amount: '-0.5',
  rate: '60000',
  worth: '-30000',
  source: 'venue',
  pricedBy: 'binance:BTCUSDT',
};

async function openDialog(set: Handlers['portfolio.rateFlow'], flows = [unrated, rated]) {
  const { screen, asked } = await renderScreen(
    <FlowsDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />,
    {
      'portfolio.flows': async () => ok({ flows, total: flows.length, unrated: 1, inBase: '1000' }),
      'portfolio.rateFlow': set,
    },
  );
  const sent = () => asked.filter(({ name }) => name === 'portfolio.rateFlow').map(({ input }) => input);
  const keep = () => screen.getByRole('button', { name: 'Keep this rate' }).click();
  return { screen, sent, keep };
}

beforeEach(() => {
  useLiveStore.setState({ connection: { status: 'open', since: 0 }, accounts: [] });
});

test('shows each flow with its rate and worth, a dash where none is known', async () => {
  const { screen } = await openDialog(async () => ok(rated));
  const rows = screen.getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('2026-05-03 12:30:00Deposita500.00 EUR–––Give rate');
  await expect
    .element(rows.nth(2))
    .toHaveTextContent('2026-05-03 12:30:00Withdrawala−0.50000000 BTC60,000−30,000.00binance:BTCUSDTChange');
});

test('a gift is told as a gift, and no transfer', async () => {
  const { screen } = await openDialog(async () => ok(rated), [{ ...unrated, type: 'gift' }]);
  await expect
    .element(screen.getByRole('row').nth(1))
    .toHaveTextContent('2026-05-03 12:30:00Gifta500.00 EUR–––Give rate');
});

test('each button says by its name which flow it is of', async () => {
  const { screen } = await openDialog(async () => ok(rated));
  const named = (name: string) => screen.getByRole('button', { name, exact: true });
  await expect.element(named('Give rate of EUR, 2026-05-03 12:30:00')).toBeVisible();
  await expect.element(named('Change the rate of BTC, 2026-05-03 12:30:00')).toBeVisible();
});

test('after a rate was kept or left, the focus is on the flow that it was of', async () => {
  const { screen, keep } = await openDialog(async () => ok(rated));
  const change = screen.getByRole('button', { name: /^Change the rate of BTC/u });
  await change.click();
  await screen.getByRole('button', { name: 'Leave it' }).click();
  await expect.element(change).toHaveFocus();
  await change.click();
  await screen.getByLabelText(/What 1 BTC was worth in USDT/).fill('59000');
  await keep();
  await expect.element(screen.getByRole('button', { name: 'Keep this rate' })).not.toBeInTheDocument();
  await expect.element(change).toHaveFocus();
});

test('sends the rate that was typed, in the trader’s own separators, with the one that was seen', async () => {
  setPreferences({ separators: 'point-comma' });
  const { screen, sent, keep } = await openDialog(async () => ok(rated));
  await screen.getByRole('button', { name: /^Change/ }).click();
  await screen.getByLabelText(/What 1 BTC was worth in USDT/).fill('59.000,5');
  await keep();
  await expect.poll(sent).toEqual([{ portfolioId: 'p', movementId: 'f2', seen: '60000', rate: '59000.5' }]);
  await expect.element(screen.getByRole('button', { name: 'Keep this rate' })).not.toBeInTheDocument();
});

test('sends nothing that is no rate, and says why', async () => {
  const { screen, sent, keep } = await openDialog(async () => ok(rated));
  await screen.getByRole('button', { name: /^Give rate/ }).click();
  const field = screen.getByLabelText(/What 1 EUR was worth/);
  await keep();
  await expect.element(screen.getByText('Type what it was worth.')).toBeVisible();
  await field.fill('0');
  await expect.element(screen.getByText('A rate is more than 0.')).toBeVisible();
  await field.fill('much');
  await keep();
  await expect.element(screen.getByText(/“much” is not a number/)).toBeVisible();
  expect(sent()).toEqual([]);
});

test('says that another screen was first, and keeps what was typed', async () => {
  const { screen, keep } = await openDialog(async () =>
    err({ code: 'INVALID_RATE', problem: 'SET_ELSEWHERE' }),
  );
  await screen.getByRole('button', { name: /^Give rate/ }).click();
  const field = screen.getByLabelText(/What 1 EUR was worth/);
  await field.fill('1.08');
  await keep();
  await expect.element(screen.getByText(/It was set meanwhile/)).toBeVisible();
  await expect.element(field).toHaveValue('1.08');
});
