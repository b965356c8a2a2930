import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FillInfo } from '#src/contract/orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { ok } from '#src/domain/result.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { createFormat } from '#renderer/format/format.ts';
import { fillColumns } from '#renderer/panels/fills/fill-columns.tsx';
import { FillsPanel } from '#renderer/panels/fills/fills-panel.tsx';
import { openPositionColumns } from '#renderer/trading/position-columns.tsx';
import { orderColumns } from '#renderer/panels/orders/order-columns.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { toCsv } from '#renderer/grid/csv.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper } from '#test/renderer/core/records.ts';

const account = {
  id: '01M8BY9Y71P8GBT6TSAB479HW7',
  portfolioId: 'p1',
  name: 'Paper on the simulated market',
  venue: 'sim',
  environment: 'simulated',
  mode: 'paper',
} as const;

const fill: FillInfo = {
  id: 'f1',
  accountId: account.id,
  instrumentId: 'import:AAA-USDT',
  venueTradeId: '=HYPERLINK("http://x","y")',
  side: 'BUY',
  quantity: '1',
  price: '-10',
  notional: '10',
  currency: 'USDT',
  source: 'import',
  time: Date.UTC(2024, 0, 1, 0, 0, 2),
};

beforeEach(() => {
  useLiveStore.setState({ epoch: 'e1', workspace: { ...paper, id: 'fills' }, accounts: [account] });
});

async function showFills(shown: FillInfo = fill) {
  const view = {
    order: [],
    visibility: { venueTradeId: true },
    widths: {},
    sort: { id: 'time', descending: true },
    filters: {},
    filtersShown: false,
  };
  const { screen } = await renderScreen(
    <div style={{ height: 300, display: 'flex', flexDirection: 'column' }}>
      <FillsPanel />
    </div>,
    {
      'settings.find': async () =>
        ok({
          epoch: 'first',
          sequence: 0,
          values: [{ key: 'grid.fills', json: JSON.stringify(view) }],
        }),
      'fills.page': async () => ok({ rows: [shown], total: 1, exact: true }),
    },
  );
  await expect.element(screen.getByText(fill.venueTradeId)).toBeVisible();
}

async function copied(): Promise<string | undefined> {
  let text: string | undefined;
  document.addEventListener('copy', (event) => (text = event.clipboardData?.getData('text/plain')), {
    once: true,
  });
  await userEvent.copy();
  return text;
}

test('a copied row names the account and holds no formula; a negative number stays one', async () => {
  await showFills();
  document.querySelector<HTMLElement>('[data-row]')?.focus();
  const cells = (await copied())?.split('\t') ?? [];
  expect(cells).toContain('\'=HYPERLINK("http://x","y")');
  expect(cells).toContain('-10');
  expect(cells).toContain(account.name);
  expect(cells).not.toContain(account.id);
});

test.each([
  ['comma-point', '2.405'],
  ['point-comma', '2,405'],
] as const)(
  'a number copied out of a cell is the same number to a field, under %s',
  async (separators, text) => {
    setPreferences({ separators });
    await showFills({ ...fill, quantity: '2.405' });
    document.getSelection()?.selectAllChildren(page.getByText(text, { exact: true }).first().element());
    const pasted = (await copied()) ?? '';
    expect(pasted).toBe(text);
    expect(parseNumber(pasted, separators)).toEqual(ok(Decimal.from('2.405')));
  },
);

test('a copied cell holds no formula either', async () => {
  await showFills();
  document.getSelection()?.selectAllChildren(page.getByText(fill.venueTradeId).element());
  expect(await copied()).toBe('\'=HYPERLINK("http://x","y")');
});

test('every table is exported with the names of accounts and orders, not with what only the record knows them by', () => {
  const hidden = '01M8E26EN1A2PDD0RZCWB00QRW';
  const needs = {
    instruments: {},
    accounts: [account],
    strategies: [],
    format: createFormat('comma-point', 'utc', false),
    showOrder: () => undefined,
    amend: { read: () => ok('1'), write: () => Promise.resolve(undefined) },
    close: () => undefined,
    protect: undefined,
  };
  const position = {
    id: 'p1',
    held: 'BTC',
    accountId: account.id,
    instrumentId: fill.instrumentId,
    side: 'BUY',
    quantity: '1',
    enteredQuantity: '1',
    cost: '10',
    realised: '0',
    fees: [],
    currency: 'USDT',
    method: 'FIFO',
    openedAt: 0,
    updatedAt: 0,
  } as const;
  const files = [
    toCsv(orderColumns(needs), [order(hidden, { accountId: account.id, clientOrderId: 'td-1' })]),
    toCsv(fillColumns(needs), [{ ...fill, orderId: hidden, clientOrderId: 'td-1' }]),
    toCsv(
      openPositionColumns(needs).filter(({ kind }) => kind !== 'action'),
      [{ ...position, fees: [] }],
    ),
  ];
  for (const file of files) {
    expect(file).toContain(account.name);
    expect(file).not.toContain(account.id);
    expect(file).not.toContain(hidden);
  }
  // By this the two files are joined.
  for (const file of files.slice(0, 2)) expect(file).toContain('td-1');
});

test('a fee that is estimated is marked as that', async () => {
  await showFills({ ...fill, estimatedFee: { currency: 'USDT', amount: '3.01' } });
  await expect.element(page.getByText('≈ 3.01')).toBeVisible();
  await expect.element(page.getByTitle(/Estimated by the fee schedule/u)).toBeVisible();
});
