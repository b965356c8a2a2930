import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { notifications } from '@mantine/notifications';
import { App } from '#renderer/app/app.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { forgetDrawn, readableAmounts } from './readable-amounts.ts';
import { amounts, unusualAnswers, unusualState } from './unusual-workspace.ts';

type Place = {
  readonly go: () => Promise<unknown>;
  /** Back to the page, where Escape does not lead there. */
  readonly leave?: () => Promise<unknown>;
  /** Amounts that can be read there without privacy mode, or it would be no walk. */
  readonly shows: readonly (keyof typeof amounts)[];
};

beforeEach(async () => {
  await page.viewport(1600, 1000);
  notifications.clean();
  sessionStorage.clear();
  useLiveStore.setState(unusualState(), true);
  useWindowLink.setState({ accountId: 'a1', instrumentId: 'sim:LTC-USDT' });
});

function region(name: string) {
  return page.getByRole('region', { name, exact: true });
}

async function fillTicket(): Promise<void> {
  const ticket = region('Order ticket');
  await ticket.getByLabelText('Quantity').fill(amounts.typed);
  await ticket.getByLabelText('Limit price').fill('90');
  await expect.element(ticket.getByRole('list', { name: 'Warnings' })).toBeVisible();
}

async function openRow(panel: string, item: string): Promise<void> {
  await region(panel).getByRole('row').filter({ hasText: 'LTC-USDT' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: new RegExp(`^${item}`, 'u') }).click();
}

function clearFilter(): Promise<void> {
  return region('Orders').getByRole('button', { name: 'Clear' }).click();
}

const places: Readonly<Record<string, Place>> = {
  'the panels': {
    go: async () => undefined,
    shows: ['quantity', 'filled', 'held', 'unrealised', 'cash', 'equity', 'dayProfit', 'averageWin', 'free'],
  },
  'all orders': {
    go: () => region('Orders').getByText('All', { exact: true }).click(),
    leave: () => region('Orders').getByText('Active 1', { exact: true }).click(),
    shows: ['needed', 'amendedFrom'],
  },
  'closed positions': {
    go: () => region('Positions').getByText('Closed', { exact: true }).click(),
    leave: () => region('Positions').getByText('Open 1', { exact: true }).click(),
    shows: ['realised', 'net', 'entered'],
  },
  'a filled ticket': { go: fillTicket, shows: ['typed', 'estimated', 'usual', 'estimatedFee'] },
  'a confirmation': {
    go: async () => {
      await fillTicket();
      await region('Order ticket').getByRole('button', { name: 'Review order' }).click();
      await expect.element(page.getByRole('dialog', { name: 'Confirm order' })).toBeVisible();
    },
    shows: ['typed', 'estimated', 'usual', 'estimatedFee'],
  },
  'the history of an order': {
    go: async () => {
      await openRow('Orders', 'Show history');
      await expect.element(page.getByRole('region', { name: 'Events' })).toBeVisible();
    },
    shows: ['amendedFrom', 'quantity', 'filled', 'fillNotional', 'fee'],
  },
  'a cancel': {
    go: () => openRow('Orders', 'Cancel order'),
    shows: ['quantity', 'filled', 'remaining'],
  },
  'the limits': {
    go: async () => {
      await region('Portfolio').getByRole('button', { name: 'Limits 2' }).click();
      await expect.element(page.getByRole('dialog', { name: 'Limits' })).toBeVisible();
    },
    shows: ['limitQuantity', 'limitWorth'],
  },
  'the menu of a position': {
    go: () =>
      region('Positions').getByRole('row').filter({ hasText: 'LTC-USDT' }).first().click({ button: 'right' }),
    shows: ['held'],
  },
  'a filter by an amount': {
    go: async () => {
      await region('Orders').getByRole('button', { name: 'Filter' }).click();
      await region('Orders').getByRole('textbox', { name: 'Filter Quantity' }).fill(`<${amounts.typed}`);
      await region('Orders').getByRole('textbox', { name: 'Filter Limit' }).click();
    },
    leave: clearFilter,
    shows: ['typed', 'quantity'],
  },
  'a filter that cannot be read': {
    go: async () => {
      await region('Orders').getByRole('textbox', { name: 'Filter Quantity' }).fill('64,0275');
      await region('Orders').getByRole('textbox', { name: 'Filter Limit' }).click();
    },
    leave: clearFilter,
    shows: ['typed'],
  },
};

/** As large as the window, as in the program. */
function renderPage() {
  return renderScreen(
    <div style={{ height: '100vh' }}>
      <App />
    </div>,
    unusualAnswers,
  );
}

/** After two frames what has changed is drawn. */
function drawnAgain(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

test('privacy mode leaves no amount to be read, whatever is in view', { timeout: 120_000 }, async () => {
  await renderPage();
  await expect.element(region('Orders').getByRole('gridcell').first()).toBeVisible();
  await expect.element(region('Portfolio').getByText('Average win')).toBeVisible();
  for (const [place, { go, leave, shows }] of Object.entries(places)) {
    await go();
    for (const name of shows)
      await expect
        .poll(readableAmounts, { message: place })
        .toContainEqual(expect.stringMatching(`^${name} `));
    setPreferences({ privacy: true });
    await drawnAgain();
    forgetDrawn();
    await drawnAgain();
    expect({ place, readable: readableAmounts() }).toEqual({ place, readable: [] });
    setPreferences({ privacy: false });
    await (leave?.() ?? userEvent.keyboard('{Escape}'));
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  }
});
