import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { OrderStatus } from '#renderer/trading/order-status.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('a status that is pointed at is explained, and no longer once the pointer has left it', async () => {
  const { screen } = await renderScreen(
    <div style={{ padding: 80 }}>
      <OrderStatus status="SUBMITTED" />
      <p>Beside</p>
    </div>,
  );
  const hint = page.getByText('Working at the venue, nothing filled yet.');
  expect(hint.elements()).toEqual([]);
  await userEvent.hover(screen.getByText(/Submitted$/u));
  await expect.element(hint).toBeVisible();
  await userEvent.hover(screen.getByText('Beside'));
  await expect.poll(() => hint.elements()).toEqual([]);
});
