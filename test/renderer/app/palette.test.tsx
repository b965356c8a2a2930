import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Palette } from '#renderer/app/palette.tsx';
import { closePalette, openPalette } from '#renderer/commands/open-palette.ts';
import { offerGroups } from '#renderer/grid/groupable-tables.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { markUsed, panelAt, setPanel, usePanelStore } from '#renderer/desk/links/panel-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { useOpenedSettings } from '#renderer/pages/settings/open-settings.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { order, tableWith } from '#test/renderer/core/records.ts';
import { instrument } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

beforeEach(() => {
  closePalette();
  useOpenedSettings.setState({ opened: undefined });
  useWindowLink.setState({ instrumentId: undefined });
  const known = [instrument('BTCUSDT'), instrument('NKNUSDT'), instrument('THEMEUSDT')];
  useLiveStore.setState({
    instruments: Object.fromEntries(known.map((one) => [one.id, one])),
    orders: tableWith(order('o1')),
  });
});

async function find(typed: string) {
  const { screen } = await renderScreen(<Palette />, {
    'orders.history': async ({ orderId }) => ({
      ok: true,
      value: { order: order(orderId), events: [] },
    }),
  });
  openPalette();
  await screen.getByLabelText('Find an action').fill(typed);
  return screen;
}

test('a symbol is found as it is typed, and every linked panel shows it', async () => {
  const screen = await find('btc');
  await expect.element(screen.getByRole('button', { name: /^BTCUSDT/ })).toHaveAttribute('data-selected');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => useWindowLink.getState().instrumentId).toBe('sim:BTCUSDT');
});

test('a symbol goes to the panel that was used last, of whatever link, and to no other', async () => {
  const ticket = { instanceId: 'ticket', type: 'ticket' } as const;
  setPanel(ticket, { link: 'none' });
  markUsed('ticket');
  await find('btc');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => panelAt(usePanelStore.getState(), ticket).params.instrumentId).toBe('sim:BTCUSDT');
  expect(useWindowLink.getState().instrumentId).toBeUndefined();
});

test('an order is found by its symbol, and by its id, and its history is shown', async () => {
  const screen = await find('td-o1');
  await userEvent.keyboard('{Enter}');
  const history = screen.getByRole('dialog', { name: 'Order history' });
  await expect.element(history.getByText('td-o1')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  openPalette();
  await screen.getByLabelText('Find an action').fill('nkn');
  await expect.element(screen.getByRole('button', { name: /NKNUSDT Buy/ })).toBeVisible();
});

test('in privacy mode a found order hides its amount', async () => {
  setPreferences({ privacy: true });
  const screen = await find('nkn');
  await expect.element(screen.getByRole('button', { name: /NKNUSDT Buy •••/ })).toBeVisible();
});

test('a setting is found by its words, and the dialog opens on it', async () => {
  const screen = await find('theme');
  await screen.getByRole('button', { name: 'Theme', exact: true }).click();
  await expect.poll(() => useOpenedSettings.getState().opened).toEqual({ page: 'General', at: 'theme' });
});

test('a table that is shown is grouped by its name and a column’s, and ungrouped again', async () => {
  const chosen = vi.fn<(id: string | undefined) => void>();
  const table = (by: string | undefined) => () => ({
    name: () => 'Fills 2',
    choices: [
      { id: 'time', label: 'Time, by day' },
      { id: 'symbol', label: 'Symbol' },
    ],
    chosen: by,
    group: chosen,
  });
  const withdraw = offerGroups(table(undefined));
  const screen = await find('group fills');
  await screen.getByRole('button', { name: 'Group Fills 2 by Symbol' }).click();
  await expect.poll(() => chosen.mock.calls).toEqual([['symbol']]);
  withdraw();
  onTestFinished(offerGroups(table('symbol')));
  openPalette();
  await screen.getByLabelText('Find an action').fill('group fills');
  await expect.element(screen.getByRole('button', { name: 'Group Fills 2 by Time, by day' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Group Fills 2 by Symbol' }).query()).toBeNull();
  await screen.getByRole('button', { name: 'Ungroup Fills 2' }).click();
  await expect.poll(() => chosen.mock.lastCall).toEqual([undefined]);
});
