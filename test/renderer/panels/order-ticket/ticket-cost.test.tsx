import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { ok } from '#src/domain/result.ts';
import { useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyQuotes } from '#renderer/core/quotes.ts';
import { useQuoteWatchStore } from '#renderer/core/quote-watch-store.ts';
import { countRenders } from '#test/renderer/count-renders.ts';
import { estimate, eth, ltc, openTicket } from '#test/renderer/panels/order-ticket/ticket-desk.tsx';

/** So many quotes, each with another price. */
function tick({ id }: InstrumentInfo, times = 1): void {
  for (let count = 1; count <= times; count += 1) {
    const quote = useLiveStore.getState().quotes[id];
    if (quote === undefined) throw new Error(`${id} has no quote`);
    const ask = (100 + count / 100).toFixed(2);
    useLiveStore.setState((state) => applyQuotes(state, [{ ...quote, ask, time: quote.time + 1 }]));
  }
}

test('a ticket has the quotes of its symbol, whatever else shows it', async () => {
  const { screen } = await openTicket();
  await expect.element(screen.getByText(/^1,000\.00/)).toBeVisible();
  expect(Object.values(useQuoteWatchStore.getState()).flat()).toContain(ltc.id);
});

test('an empty ticket asks for no estimate, and another instrument’s quote renders nothing of it', async () => {
  const { screen, inputsOf } = await openTicket();
  await expect.element(screen.getByText(/^1,000\.00/)).toBeVisible();
  const rendered = await countRenders(() => tick(eth, 20));
  expect(rendered).toEqual([]);
  tick(ltc, 20);
  await expect.element(screen.getByText('100.20')).toBeVisible();
  expect(inputsOf('orders.estimate')).toEqual([]);
  expect(inputsOf('orders.available')).toHaveLength(1);
});

test('a quote of the ticket’s own instrument renders its quotes alone', async () => {
  const { screen } = await openTicket();
  await expect.element(screen.getByText(/^1,000\.00/)).toBeVisible();
  const rendered = await countRenders(async () => {
    tick(ltc);
    await expect.element(screen.getByText('100.01')).toBeVisible();
  });
  expect(rendered).toContain('QuoteStrip');
  expect(rendered.length).toBeLessThan(8);
});

test('twenty quotes at once ask for one more estimate of a complete draft', async () => {
  const { screen, field, inputsOf } = await openTicket();
  await field('Limit price').fill('90');
  expect(inputsOf('orders.estimate')).toEqual([]);
  await field('Quantity').fill('2');
  await expect.element(screen.getByText(/^180\.00/)).toBeVisible();
  const before = inputsOf('orders.estimate').length;
  tick(ltc, 20);
  await expect.poll(() => inputsOf('orders.estimate').length).toBe(before + 1);
});

test('while no answer comes, what was estimated of other terms does not stand for these', async () => {
  const unanswered = new Promise<never>(() => undefined);
  const { screen, field } = await openTicket({
    'orders.estimate': ({ quantity }) => (quantity === '2' ? Promise.resolve(ok(estimate)) : unanswered),
  });
  await field('Limit price').fill('90');
  await field('Quantity').fill('2');
  await expect.element(screen.getByText(/^180\.00/)).toBeVisible();
  useFreshnessStore.setState({ silentSince: Date.now() });
  await expect.element(screen.getByText(/^180\.00/)).toBeVisible();
  await field('Quantity').fill('20');
  await expect.element(screen.getByText(/^180\.00/)).not.toBeInTheDocument();
});

test('a key typed in the ticket renders no symbol list and no quotes', async () => {
  const { screen, field } = await openTicket();
  await expect.element(screen.getByText(/^1,000\.00/)).toBeVisible();
  await field('Quantity').click();
  const rendered = await countRenders(async () => {
    await userEvent.keyboard('2');
    await expect.element(field('Quantity')).toHaveValue('2');
  });
  expect(rendered).toContain('NumberField');
  expect(rendered).not.toContain('SymbolField');
  expect(rendered).not.toContain('QuoteStrip');
  expect(rendered).not.toContain('AvailableLine');
});

test('as which limit a market order leaves is said before it is confirmed', async () => {
  const { screen, field } = await openTicket({
    'orders.estimate': async () => ok({ ...estimate, marketLimit: '105.25' }),
  });
  await field('Quantity').fill('2');
  await field('Limit price').fill('90');
  await screen.getByRole('button', { name: 'Review order' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(dialog.getByText('Worst price')).toBeVisible();
  await expect.element(dialog.getByText('about 105.25 USDT, then it ends')).toBeVisible();
});
