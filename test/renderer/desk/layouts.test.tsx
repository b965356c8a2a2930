import { notifications } from '@mantine/notifications';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand, useHandlers } from '#renderer/commands/handlers.ts';
import { readOwnWindow } from '#renderer/desk/own-window.ts';
import { bitcoin, ether, newWorkspace, openDesk } from '#test/renderer/desk/desk.tsx';

beforeEach(() => {
  notifications.clean();
  newWorkspace();
});
afterEach(() => history.replaceState(null, '', location.pathname));

async function keepAs(name: string, { screen }: Awaited<ReturnType<typeof openDesk>>): Promise<void> {
  runCommand('view.layouts');
  await screen.getByRole('textbox', { name: 'Save the present arrangement as' }).fill(name);
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(screen.getByRole('button', { name: `Use ${name}` })).toBeVisible();
}

test('an arrangement that has a name is used again, by its button or its command, and can be taken back', async () => {
  const desk = await openDesk();
  const { screen, panel } = desk;
  await keepAs('All of it', desk);
  await userEvent.keyboard('{Escape}');
  await panel('Portfolio').getByRole('button', { name: 'Close Portfolio' }).click();
  await expect.element(panel('Portfolio')).not.toBeInTheDocument();
  await keepAs('No figures', desk);

  await screen.getByRole('button', { name: 'Use All of it' }).click();
  await expect.element(panel('Portfolio')).toBeVisible();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  runCommand('layouts.use.No figures');
  await expect.element(panel('Portfolio')).not.toBeInTheDocument();
  const note = screen.getByRole('alert').filter({ hasText: /arranged as in “No figures”/u });
  await note.getByRole('button', { name: 'Take it back' }).click();
  await expect.element(panel('Portfolio')).toBeVisible();
});

test('they are of the whole program: in another workspace too', async () => {
  const desk = await openDesk();
  await keepAs('Mine', desk);
  await expect.poll(() => desk.settings.get('layouts')).toContain('Mine');
  await desk.screen.unmount();
  newWorkspace();
  await openDesk(new Map([['layouts', desk.settings.get('layouts') ?? '']]));
  await expect.poll(() => useHandlers.getState().handlers.map(({ id }) => id)).toContain('layouts.use.Mine');
});

test('a name is given once; what is deleted or replaced can be taken back', async () => {
  const desk = await openDesk();
  const { screen } = desk;
  await keepAs('One', desk);
  const field = screen.getByRole('textbox', { name: 'Save the present arrangement as' });
  await field.fill('One');
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(screen.getByText(/There is “One” already/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Delete One' }).click();
  await expect.element(screen.getByText(/None yet. Arrange/u)).toBeVisible();
  const note = screen.getByRole('alert').filter({ hasText: /“One” is deleted/u });
  await note.getByRole('button', { name: 'Take it back' }).click();
  await expect.element(screen.getByRole('button', { name: 'Use One' })).toBeVisible();
});

test('an imported layout says which of its panels this version does not have', async () => {
  const { screen } = await openDesk();
  runCommand('view.layouts');
  const views = ['a', 'b', 'c'];
  const leaf = { type: 'leaf', size: 900, data: { id: '1', views, activeView: 'b' } };
  const layout = {
    grid: {
      root: { type: 'branch', size: 700, data: [leaf] },
      width: 900,
      height: 700,
      orientation: 'HORIZONTAL',
    },
    panels: {
      a: { id: 'a', contentComponent: 'chart', title: 'Chart' },
      b: { id: 'b', contentComponent: 'ladder', title: 'Price ladder' },
      c: { id: 'c', contentComponent: 'news' },
    },
  };
  const text = JSON.stringify({ type: 'tapedeck-layout', name: 'From elsewhere', layout });
  await expect.element(screen.getByRole('button', { name: 'Import a layout file' })).toBeVisible();
  const input = document.querySelector('input[type=file]');
  if (input === null) throw new Error('no file can be chosen');
  await userEvent.upload(input, new File([text], 'elsewhere.json'));
  await expect.element(screen.getByRole('button', { name: 'Use From elsewhere' })).toBeVisible();
  await expect
    .element(
      screen.getByText(
        '“From elsewhere” is kept. This version does not have these of its panels, they are left out: Price ladder, news.',
      ),
    )
    .toBeVisible();
});

test('a window that was opened for a panel shows that one, and keeps its arrangement apart from the first', async () => {
  const panel = { type: 'chart', link: 'none', number: 1, instrumentId: ether.id };
  const fragment = new URLSearchParams({ window: 'w0123abcd', panel: JSON.stringify(panel) });
  history.replaceState(null, '', `#${fragment}`);
  const { screen, settings, panel: region } = await openDesk(new Map(), 'ETH-USDT');
  expect(screen.getByRole('tab').elements()).toHaveLength(1);
  runCommand('panels.open.orders');
  await expect.element(region('Orders')).toBeVisible();
  await expect.poll(() => settings.get('windows')).toContain('"contentComponent":"orders"');
  expect(settings.get('layout')).toBeUndefined();
  runCommand('panels.show.chart');
  await expect.poll(() => settings.get('windows')).toContain('"activeView":"chart"');
  // Opened again, it is as it was left.
  await screen.unmount();
  sessionStorage.clear();
  const again = await openDesk(settings, 'ETH-USDT');
  expect(again.screen.getByRole('tab').elements()).toHaveLength(2);
});

test('what is typed and shown in a panel of one window is no other window’s, though both have the first of its type', async () => {
  const inFirst = new Map([
    ['ticket.habit', JSON.stringify({ side: 'SELL', type: 'STOP', timeInForce: 'DAY' })],
    ['chart.interval', JSON.stringify('1d')],
  ]);
  history.replaceState(null, '', '#window=w0123abcd');
  const { screen, settings, panel } = await openDesk(inFirst);
  await expect.element(panel('Order ticket').getByRole('radio', { name: 'Buy' })).toBeChecked();
  await expect.element(panel('Chart').getByRole('radio', { name: '1h' })).toBeChecked();
  await panel('Order ticket').getByText('Sell', { exact: true }).click();
  await panel('Order ticket').getByLabelText('Quantity').fill('7');
  await expect.poll(() => [...settings.values()].join(' ')).toContain('"quantity":"7"');
  expect(settings.get('ticket.habit')).toBe(inFirst.get('ticket.habit'));
  expect(settings.get(`ticket.draft.First.${bitcoin.id}`)).toBeUndefined();
  // Loaded again it has what is its own, and the first one nothing of it.
  await screen.unmount();
  const again = await openDesk(settings);
  await expect.element(again.panel('Order ticket').getByLabelText('Quantity')).toHaveValue('7');
  await again.screen.unmount();
  history.replaceState(null, '', location.pathname);
  const { panel: first } = await openDesk(settings);
  await expect.element(first('Order ticket').getByLabelText('Quantity')).toHaveValue('');
  await expect.element(first('Chart').getByRole('radio', { name: '1d' })).toBeChecked();
});

test('an address that says nothing of a window is the first one’s', () => {
  expect(readOwnWindow('')).toBeUndefined();
  expect(readOwnWindow('#token=abc')).toBeUndefined();
  expect(readOwnWindow('#window=../../etc')).toBeUndefined();
  expect(readOwnWindow('#window=w0123abcd')).toEqual({ id: 'w0123abcd', panel: undefined });
  expect(readOwnWindow('#window=w0123abcd&panel={"type":"news"}')?.panel).toBeUndefined();
});
