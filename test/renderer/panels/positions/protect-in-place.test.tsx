import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Notifications, notifications } from '@mantine/notifications';
import { err, ok } from '#src/domain/result.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { PositionsPanel } from '#renderer/panels/positions/positions-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper, position, tableWith } from '#test/renderer/core/records.ts';
import { pair } from '#test/renderer/instruments.ts';

const bitcoin = pair('BTC', { lotSize: '0.0001' });

const long = position({ instrumentId: bitcoin.id, quantity: '0.5', mark: '65000', takeProfit: '70000' });

beforeEach(async () => {
  notifications.clean();
  await page.viewport(1_600, 500);
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [bitcoin.id]: bitcoin },
    positions: tableWith(long),
  });
  setPreferences({ privacy: false, separators: 'point-comma' });
});

async function renderPositions(answer: Handlers['positions.protect'] = async () => ok({ warnings: [] })) {
  const { asked } = await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <Notifications />
      <PositionsPanel />
    </div>,
    { 'positions.protect': answer },
  );
  return () => asked.filter(({ name }) => name === 'positions.protect').map(({ input }) => input);
}

function become(change: Partial<PositionInfo>): void {
  useLiveStore.setState({ positions: tableWith({ ...long, ...change }) });
}

async function type(header: 'Stop loss' | 'Take profit', text: string): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: new RegExp(`^Edit ${header}`, 'iu') }));
  await userEvent.fill(page.getByRole('textbox', { name: header, exact: true }), text);
  await userEvent.keyboard('{Enter}');
}

function alertSaying(words: string) {
  return page.getByRole('alert').filter({ hasText: words });
}

const held = { accountId: long.accountId, instrumentId: long.instrumentId, side: 'BUY' };

test('a price is read as the trader writes it, leaves the other as it is, and is told to be a note', async () => {
  const noted = await renderPositions();
  await type('Stop loss', '60.000,5');
  await expect.element(alertSaying('Noted: stop loss of BTC-USDT Long 0,5000 at 60.000,50')).toBeVisible();
  await expect.element(alertSaying('Tapedeck sends no order when the market gets there')).toBeVisible();
  expect(noted()).toEqual([{ ...held, field: 'stopLoss', price: '60000.5' }]);
});

test('an empty field takes the note away', async () => {
  const noted = await renderPositions();
  await type('Take profit', '');
  await expect
    .element(alertSaying('No take profit is noted for BTC-USDT Long 0,5000 any more'))
    .toBeVisible();
  expect(noted()).toEqual([{ ...held, field: 'takeProfit' }]);
});

test('what is a number under other separators only is refused, and nothing is noted', async () => {
  const noted = await renderPositions();
  await type('Stop loss', '60000.5');
  await expect.element(page.getByRole('alert')).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Stop loss', exact: true })).toHaveValue('60000.5');
  expect(noted()).toEqual([]);
});

test('a stop above the market of a long is noted and doubted', async () => {
  await renderPositions(async () =>
    ok({ warnings: [{ field: 'stopLoss', price: '66000', market: '65000' }] }),
  );
  await type('Stop loss', '66000');
  const doubt = 'The market is at 65.000,00: the stop loss of a long is meant to lie below it.';
  await expect.element(alertSaying(doubt)).toBeVisible();
});

test('what the core refuses stands at the field, in words', async () => {
  await renderPositions(async () => err({ code: 'NOT_HELD', side: 'BUY' }));
  await type('Stop loss', '60000');
  await expect.element(alertSaying('no long position is held there any more')).toBeVisible();
});

test('what was noted elsewhere since the field was opened is not set back', async () => {
  const noted = await renderPositions();
  await userEvent.click(page.getByRole('button', { name: /^Edit stop loss/iu }));
  await userEvent.fill(page.getByRole('textbox', { name: 'Stop loss', exact: true }), '60000');
  become({ takeProfit: undefined });
  await userEvent.keyboard('{Enter}');
  await expect.element(alertSaying('This was changed elsewhere: its take profit is gone')).toBeVisible();
  expect(noted()).toEqual([]);
});

test('what another screen notes shows at once', async () => {
  await renderPositions();
  const protection = { ...held, side: 'BUY', stopLoss: '61000' } as const;
  useLiveStore.setState((state) => applyChange(state, 2, { type: 'protectionChanged', protection }));
  await expect.element(page.getByRole('button', { name: 'Edit stop loss 61.000,00' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Edit take profit –' })).toBeVisible();
});
