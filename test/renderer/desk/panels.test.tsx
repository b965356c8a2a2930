import { beforeEach, expect, test } from 'vitest';
import { setArmed } from '#renderer/commands/arm-store.ts';
import { runCommand } from '#renderer/commands/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useQuoteWatchStore } from '#renderer/core/quote-watch-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { settingKeeperOf } from '#renderer/saved/sync-settings.ts';
import { bitcoin, type Desk, ether, newWorkspace, openDesk } from '#test/renderer/desk/desk.tsx';
import { position, tableWith } from '#test/renderer/core/records.ts';
import { quote } from '#test/renderer/instruments.ts';

let workspaceId = '';

beforeEach(() => {
  workspaceId = newWorkspace();
});

async function openSecondChart({ panel }: Desk): Promise<void> {
  runCommand('panels.open.chart');
  await expect.element(panel('Chart 2').getByText('BTC-USDT', { exact: true })).toBeVisible();
}

async function link({ screen, panel }: Desk, name: string, to: string): Promise<void> {
  await panel(name)
    .getByRole('button', { name: new RegExp(`^Link of ${name}: `) })
    .click();
  await screen.getByRole('menuitemradio', { name: to }).click();
}

test('a second chart has an interval of its own, and a reload finds both again', async () => {
  const desk = await openDesk();
  const { screen, panel, settings } = desk;
  await openSecondChart(desk);
  await panel('Chart 2').getByText('1d', { exact: true }).click();
  await expect.element(panel('Chart 2').getByRole('radio', { name: '1d' })).toBeChecked();
  await expect.element(panel('Chart').getByRole('radio', { name: '1h' })).toBeChecked();
  await expect.poll(() => settings.get('layout')).toContain('"number":2');
  await screen.unmount();
  const { panel: again } = await openDesk(settings);
  await expect.element(again('Chart 2').getByRole('radio', { name: '1d' })).toBeChecked();
  await expect.element(again('Chart').getByRole('radio', { name: '1h' })).toBeChecked();
});

test('a panel that was closed stays closed over a reload, and can be taken back or opened again', async () => {
  const { screen, panel, settings } = await openDesk();
  await panel('Portfolio').getByRole('button', { name: 'Close Portfolio' }).click();
  await expect.element(panel('Portfolio')).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.element(panel('Portfolio')).toBeVisible();
  await panel('Portfolio').getByRole('button', { name: 'Close Portfolio' }).click();
  await expect.element(panel('Results')).toBeVisible();
  await expect.poll(() => settings.get('layout')).not.toContain('"contentComponent":"portfolio"');
  await screen.unmount();
  const again = await openDesk(settings);
  expect(again.screen.getByRole('tab', { name: 'Portfolio' }).query()).toBeNull();
  runCommand('panels.show.portfolio');
  await expect.element(again.panel('Portfolio')).toBeVisible();
});

test('panels of one colour follow it, wherever it was set, and the others do not', async () => {
  const desk = await openDesk();
  const { client, panel } = desk;
  await openSecondChart(desk);
  await link(desk, 'Chart 2', 'Blue');
  await expect.element(panel('Chart 2').getByText('BTC-USDT', { exact: true })).toBeVisible();
  const setting = { scope: 'workspace', workspaceId, key: 'link.blue' } as const;
  // Another window of the same workspace.
  settingKeeperOf(client).hear({
    setting: { ...setting, json: JSON.stringify({ instrumentId: ether.id }) },
    epoch: 'first',
    sequence: 9,
  });
  await expect.element(panel('Chart 2').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await expect.element(panel('Chart').getByText('BTC-USDT', { exact: true })).toBeVisible();
  await link(desk, 'Chart 2', 'Not linked');
  useWindowLink.setState({ instrumentId: ether.id });
  await expect.element(panel('Chart').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await expect.element(panel('Chart 2').getByText('ETH-USDT', { exact: true })).toBeVisible();
  useWindowLink.setState({ instrumentId: bitcoin.id });
  await expect.element(panel('Chart').getByText('BTC-USDT', { exact: true })).toBeVisible();
  await expect.element(panel('Chart 2').getByText('ETH-USDT', { exact: true })).toBeVisible();
});

test('closing one chart ends no quotes of the other', async () => {
  const desk = await openDesk();
  const { panel } = desk;
  await openSecondChart(desk);
  await link(desk, 'Chart 2', 'Not linked');
  useWindowLink.setState({ instrumentId: ether.id });
  await expect.poll(watched).toContain(ether.id);
  expect(watched()).toContain(bitcoin.id);
  await panel('Chart').getByRole('button', { name: 'Close Chart', exact: true }).click();
  await expect.element(panel('Chart')).not.toBeInTheDocument();
  expect(watched()).toContain(bitcoin.id);
});

test('two tickets have an account and a draft each, and no two elements of the page one id', async () => {
  const { screen, panel } = await openDesk();
  runCommand('panels.open.ticket');
  await expect.element(panel('Order ticket 2')).toBeVisible();
  const [first, second] = [panel('Order ticket'), panel('Order ticket 2')];
  await second.getByLabelText('Account').selectOptions('Second');
  await second.getByLabelText('Quantity', { exact: true }).fill('0.5');
  await second.getByText('Sell', { exact: true }).click();
  await expect.element(second.getByRole('radio', { name: 'Sell' })).toBeChecked();
  await screen.getByRole('tab', { name: 'Order ticket', exact: true }).click();
  await expect.element(first.getByLabelText('Account')).toHaveValue('First');
  await expect.element(first.getByLabelText('Quantity', { exact: true })).toHaveValue('');
  // What the ticket is for says nothing of whose equity is looked at.
  await expect.element(panel('Portfolio').getByLabelText('Portfolio shown')).toHaveValue('First');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('another tab, which has a ticket of the same name, turns this one to no other side', async () => {
  const desk = await openDesk();
  const ticket = desk.panel('Order ticket');
  await expect.element(ticket.getByRole('radio', { name: 'Buy' })).toBeChecked();
  settingKeeperOf(desk.client).hear({
    setting: {
      scope: 'workspace',
      workspaceId,
      key: 'ticket.habit',
      json: JSON.stringify({ side: 'SELL', type: 'LIMIT', timeInForce: 'GTC' }),
    },
    epoch: 'first',
    sequence: 9,
  });
  useLiveStore.setState({ quotes: { [bitcoin.id]: quote('BTC-USDT', { ask: '2500' }) } });
  await desk
    .panel('Watchlist')
    .getByRole('button', { name: /^Ask .* for BTC-USDT/u })
    .click();
  await expect.element(ticket.getByLabelText('Limit price')).toHaveValue('2,500.00');
  await expect.element(ticket.getByRole('radio', { name: 'Buy' })).toBeChecked();
});

test('a command of the ticket is done by the ticket that was used last', async () => {
  const { screen, panel } = await openDesk();
  runCommand('panels.open.ticket');
  const [first, second] = [panel('Order ticket'), panel('Order ticket 2')];
  await second.getByLabelText('Quantity', { exact: true }).click();
  runCommand('orders.sell');
  await expect.element(second.getByRole('radio', { name: 'Sell' })).toBeChecked();
  await screen.getByRole('tab', { name: 'Order ticket', exact: true }).click();
  await expect.element(first.getByRole('radio', { name: 'Buy' })).toBeChecked();
  await first.getByLabelText('Quantity', { exact: true }).click();
  runCommand('orders.sell');
  await expect.element(first.getByRole('radio', { name: 'Sell' })).toBeChecked();
});

test('a ticket behind another panel is not meant while one is seen, and sends nothing until it is', async () => {
  setPreferences({ confirmOrders: false, confirmWarnings: false });
  setArmed(true);
  const { screen, panel, asked } = await openWithTicketBehindChart();
  useLiveStore.setState({ quotes: { [ether.id]: quote('ETH-USDT', { ask: '2500' }) } });
  const tab = (name: string) => screen.getByRole('tab', { name, exact: true });
  const [first, second] = [panel('Order ticket'), panel('Order ticket 2')];
  await tab('Order ticket 2').click();
  await second.getByLabelText('Quantity', { exact: true }).fill('0.777');
  await second.getByLabelText('Limit price').fill('8000');
  await tab('Chart').click();
  await expect.element(second).not.toBeInTheDocument();

  runCommand('orders.sell');
  await expect.element(first.getByRole('radio', { name: 'Sell' })).toBeChecked();
  await panel('Watchlist')
    .getByRole('button', { name: /^Ask .* for ETH-USDT/u })
    .click();
  await expect.element(first.getByLabelText('Limit price')).toHaveValue('2,500.00');

  await panel('Order ticket').getByRole('button', { name: 'Close Order ticket', exact: true }).click();
  runCommand('orders.review');
  await expect.element(second).toBeVisible();
  await expect.element(screen.getByText(/was behind another panel/u)).toBeVisible();
  expect(asked.map(({ name }) => name)).not.toContain('orders.place');
});

test('closing a position leads to a ticket that has its account, and turns no other', async () => {
  const { panel } = await openDesk();
  useLiveStore.setState({
    positions: tableWith(position({ accountId: 'First', instrumentId: bitcoin.id, quantity: '2' })),
  });
  runCommand('panels.open.ticket');
  const [first, second] = [panel('Order ticket'), panel('Order ticket 2')];
  await second.getByLabelText('Account').selectOptions('Second');
  await panel('Positions').getByTitle('Fills the order ticket with what closes it').click();
  await expect.element(first.getByLabelText('Quantity', { exact: true })).toHaveValue('2.000');
  await expect.element(first.getByLabelText('Account')).toHaveValue('First');
  await first.getByRole('button', { name: 'Close Order ticket' }).click();
  await expect.element(second.getByLabelText('Account')).toHaveValue('Second');
});

/** A desk that was left with two tickets, the second one a tab of the chart's place. */
async function openWithTicketBehindChart(): Promise<Desk> {
  const desk = await openDesk();
  runCommand('panels.open.ticket');
  await expect.poll(() => desk.settings.get('layout')).toContain('"ticket.');
  await desk.screen.unmount();
  // The tab keeps the layout of each workspace by itself.
  newWorkspace();
  const layout = desk.settings.get('layout') ?? '';
  const [, id = ''] = /"(ticket\.\w+)"/u.exec(layout) ?? [];
  const moved = layout
    .replace(/"views":\["ticket",[^\]]*\],"activeView":"[^"]*"/u, '"views":["ticket"],"activeView":"ticket"')
    .replace('"views":["chart"]', `"views":["chart","${id}"]`);
  return openDesk(new Map([['layout', moved]]));
}

function watched(): ReadonlySet<string> {
  return new Set(Object.values(useQuoteWatchStore.getState()).flat());
}
