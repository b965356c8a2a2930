import { beforeEach, expect, test } from 'vitest';
import { err, ok } from '#src/domain/result.ts';
import type { OrderEstimate, OrderInfo } from '#src/contract/orders.ts';
import { AmendDialog } from '#renderer/trading/amend-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { pair } from '#test/renderer/instruments.ts';
import { account, quoteOf } from '#test/renderer/panels/order-ticket/ticket-desk.tsx';
import { order, tableWith } from '#test/renderer/core/records.ts';

const opened = order('1');

beforeEach(() => {
  useLiveStore.setState({ connection: { status: 'open', since: 0 }, epoch: 'first' });
  become(opened);
});

function become(changed: OrderInfo): void {
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: changed }));
}

async function open() {
  const { screen } = await renderScreen(
    <AmendDialog order={opened} to={{ quantity: '100', limitPrice: '0.36' }} onClose={() => undefined} />,
  );
  return { screen, amend: screen.getByRole('button', { name: 'Amend order' }) };
}

test.each([
  ['amended', { limitPrice: '0.34' }, /changed elsewhere: its limit price is .*0\.34 now/],
  ['partly filled', { filledQuantity: '40' }, /changed elsewhere: 40.* of it is filled now/],
  ['cancelled', { status: 'CANCELLED', active: false }, /has ended meanwhile: cancelled/],
  ['filled', { status: 'FILLED', active: false, filledQuantity: '100' }, /has ended meanwhile: filled/],
] as const)(
  'an order that was %s meanwhile is not amended from the open dialog',
  async (_name, change, words) => {
    const { screen, amend } = await open();
    await expect.element(amend).toBeEnabled();
    become({ ...opened, ...change });
    await expect.element(screen.getByText(words)).toBeVisible();
    await expect.element(amend).toBeDisabled();
  },
);

test('an order that a restarted core does not name any more has ended', async () => {
  const { screen, amend } = await open();
  useLiveStore.setState({ orders: tableWith() });
  await expect.element(screen.getByText(/has ended meanwhile/)).toBeVisible();
  await expect.element(amend).toBeDisabled();
});

test('an order that another screen amends in this moment is not set back, and both terms are told', async () => {
  const to = { quantity: '100', limitPrice: '0.34' };
  const { screen, asked } = await renderScreen(
    <AmendDialog order={opened} to={{ quantity: '100', limitPrice: '0.36' }} onClose={() => undefined} />,
    { 'orders.amend': async () => err({ code: 'AMENDMENT_UNDER_WAY', to } as const) },
  );
  await screen.getByRole('button', { name: 'Amend order' }).click();
  await expect.element(screen.getByText(/another amendment of this order is on its way/)).toBeVisible();
  await expect.element(screen.getByText(/It asks for quantity 100, limit price 0\.34\./)).toBeVisible();
  const { quantity, limitPrice } = opened;
  expect(asked.findLast(({ name }) => name === 'orders.amend')?.input).toMatchObject({
    seen: { quantity, limitPrice },
    limitPrice: '0.36',
  });
});

test('a limit that is set and a price that moves while the dialog is open are told before it is sent', async () => {
  const estimate: OrderEstimate = { problems: [], warnings: [], currency: 'USDT' };
  let answer = estimate;
  const { screen } = await renderScreen(
    <AmendDialog order={opened} to={{ quantity: '100', limitPrice: '0.36' }} onClose={() => undefined} />,
    { 'orders.estimate': async () => ok(answer) },
  );
  const amend = screen.getByRole('button', { name: 'Amend order' });
  await expect.element(amend).toBeEnabled();

  const far = {
    code: 'FAR_FROM_MARKET',
    field: 'limitPrice',
    price: '0.36',
    market: '4',
    share: '0.91',
  } as const;
  answer = { ...estimate, warnings: [far] };
  const quote = quoteOf(pair('NKN'), '3.99', '4.01');
  useLiveStore.setState({ quotes: { [opened.instrumentId]: quote } });
  await expect.element(screen.getByText(/91\.00% away from the market/)).toBeVisible();

  const limits = { maxQuantity: '10' };
  answer = {
    ...estimate,
    refusal: { code: 'RISK_LIMIT', limit: 'maxQuantity', asked: '100', allowed: '10', currency: 'USDT' },
  };
  useLiveStore.setState({
    portfolios: [{ id: 'p1', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits }],
  });
  await expect.element(screen.getByText(/It would be 100; 10 is allowed/)).toBeVisible();
  await expect.element(amend).toBeDisabled();
});

test('an order whose account is disabled while the dialog is open is not amended from it', async () => {
  const { screen, amend } = await open();
  await expect.element(amend).toBeEnabled();
  useLiveStore.setState({ accounts: [{ ...account, disabledAt: 1 }] });
  await expect.element(screen.getByText(/is disabled: nothing is placed or amended there/)).toBeVisible();
  await expect.element(amend).toBeDisabled();
  useLiveStore.setState({ accounts: [account] });
  await expect.element(amend).toBeEnabled();
});

test('what changes no term leaves the dialog as it is', async () => {
  const { screen, amend } = await open();
  become({ ...opened, updatedAt: 2 });
  await expect.element(amend).toBeEnabled();
  expect(screen.getByText(/elsewhere|meanwhile/).query()).toBeNull();
});
