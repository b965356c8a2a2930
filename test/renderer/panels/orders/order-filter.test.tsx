import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';
import { pair } from '#test/renderer/instruments.ts';

test('a filter is read as the column shows its numbers', async () => {
  const bitcoin = pair('BTC', { lotSize: '0.0001' });
  const resting = order('o1', { instrumentId: bitcoin.id, limitPrice: '10000.5' });
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [bitcoin.id]: bitcoin },
    orders: tableWith(resting),
  });
  setPreferences({ privacy: false, separators: 'point-comma' });
  await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <OrdersPanel />
    </div>,
  );
  await userEvent.click(page.getByRole('button', { name: /filter/iu }).first());
  const filter = page.getByRole('textbox', { name: 'Filter Limit' });
  const cell = page.getByRole('button', { name: /^Edit limit/iu });
  await userEvent.fill(filter, '<10.000,5');
  await expect.element(cell).not.toBeInTheDocument();
  await userEvent.fill(filter, '>=10.000,5');
  await expect.element(cell).toBeInTheDocument();
  await userEvent.fill(filter, '<1,000.5');
  await expect.element(filter).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByRole('alert').filter({ hasText: 'Write 1.000,5.' })).toBeVisible();
  const under = filter.element().getBoundingClientRect();
  const words = page.getByRole('alert').element().getBoundingClientRect();
  expect(words.top).toBeGreaterThanOrEqual(under.bottom);
  expect(Math.abs(words.left - under.left)).toBeLessThan(8);
});
