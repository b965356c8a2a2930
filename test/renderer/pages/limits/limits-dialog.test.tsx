import { beforeEach, expect, test, vi } from 'vitest';
import type { PortfolioLimits } from '#src/contract/limits.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { LimitsDialog } from '#renderer/pages/limits/limits-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function portfolio(limits: PortfolioLimits): PortfolioInfo {
  return { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits };
}

function Page({ onClose }: { readonly onClose: () => void }) {
  const held = useLinkedPortfolio();
  return held === undefined ? null : <LimitsDialog portfolio={held} onClose={onClose} />;
}

async function openDialog(answer: Handlers['portfolio.setLimits'] = async () => ok(portfolio({}))) {
  const closed = vi.fn<() => void>();
  const { screen, asked } = await renderScreen(<Page onClose={closed} />, {
    'portfolio.setLimits': answer,
  });
  const field = (name: string) => screen.getByLabelText(name, { exact: true });
  const set = () => screen.getByRole('button', { name: 'Set limits' }).click();
  const sent = () => asked.filter(({ name }) => name === 'portfolio.setLimits').map(({ input }) => input);
  return { screen, field, set, sent, closed };
}

beforeEach(() => {
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    portfolios: [portfolio({ maxNotional: '2500.25', maxPriceDistance: '0.075' })],
  });
});

test('shows what is set as the trader writes numbers, an empty field where there is no limit', async () => {
  setPreferences({ separators: 'point-comma' });
  const { field } = await openDialog();
  await expect.element(field('Worth of one order')).toHaveValue('2.500,25');
  await expect.element(field('Distance from the market')).toHaveValue('7,5');
  await expect.element(field('Quantity of one order')).toHaveValue('');
  await expect.element(field('Working orders')).toHaveValue('');
});

test('sends what was changed and nothing else, a share in full, a lifted limit without a value', async () => {
  const { field, set, sent, closed } = await openDialog();
  await field('Worth of one order').fill('');
  await field('Distance from the market').fill('12.3456789 %');
  await field('Working orders').fill('1,200');
  await set();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(sent()).toEqual([
    {
      portfolioId: 'p',
      changes: [
        { limit: 'maxNotional', seen: '2500.25' },
        { limit: 'maxPriceDistance', seen: '0.075', value: '0.123456789' },
        { limit: 'maxOpenOrders', value: '1200' },
      ],
    },
  ]);
});

test('sends nothing while a field is no number or no limit, and says why', async () => {
  const { screen, field, set, sent } = await openDialog();
  await field('Quantity of one order').fill('much');
  await field('Worth of one order').fill('0');
  await field('Working orders').fill('2.5');
  await set();
  await expect.element(screen.getByText(/“much” is not a number/)).toBeVisible();
  await expect.element(screen.getByText('Enter more than zero. Leave it empty for no limit.')).toBeVisible();
  await expect.element(screen.getByText('Enter a whole number.')).toBeVisible();
  expect(sent()).toEqual([]);
});

test('what another screen sets meanwhile shows in the fields that were not touched, and is not set back', async () => {
  const { field, set, sent } = await openDialog();
  await field('Quantity of one order').fill('3');
  const changed = portfolio({ maxNotional: '100', maxPriceDistance: '0.075' });
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'portfolioChanged', portfolio: changed }));
  await expect.element(field('Worth of one order')).toHaveValue('100');
  await expect.element(field('Quantity of one order')).toHaveValue('3');
  await set();
  await expect.poll(sent).toEqual([{ portfolioId: 'p', changes: [{ limit: 'maxQuantity', value: '3' }] }]);
});

test('a field that was touched does not overwrite what another screen set in it meanwhile', async () => {
  const { screen, field, set, sent, closed } = await openDialog();
  await field('Worth of one order').fill('3000');
  await field('Distance from the market').fill('5');
  const changed = portfolio({ maxNotional: '100', maxQuantity: '4' });
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'portfolioChanged', portfolio: changed }));
  await expect.element(screen.getByText(/It was set to 100 on another screen meanwhile/u)).toBeVisible();
  await expect.element(screen.getByText(/It was lifted on another screen meanwhile/u)).toBeVisible();
  await set();
  expect(sent()).toEqual([]);
  await screen.getByRole('button', { name: 'Use 100' }).click();
  await expect.element(field('Worth of one order')).toHaveValue('100');
  await field('Distance from the market').fill('6');
  await set();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(sent()).toEqual([{ portfolioId: 'p', changes: [{ limit: 'maxPriceDistance', value: '0.06' }] }]);
});

test('a refusal is told in the dialog, which stays with what was typed', async () => {
  const { screen, field, set, closed } = await openDialog(async () =>
    err({
      code: 'INVALID_LIMITS',
      problems: [{ code: 'LIMIT_TOO_LARGE', limit: 'maxOpenOrders', maximum: '1000000' }],
    }),
  );
  await field('Working orders').fill('7');
  await set();
  await expect.element(screen.getByText('Setting the limits was not accepted')).toBeVisible();
  await expect.element(screen.getByText(/The most is 1,000,000/)).toBeVisible();
  await expect.element(field('Working orders')).toHaveValue('7');
  expect(closed).not.toHaveBeenCalled();
});
