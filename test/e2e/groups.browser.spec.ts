import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { Big } from 'big.js';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { exploreDemo, placeOrder, region } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { expectWhole } from './layout-faults.ts';
import { looks, sizes, take } from './looks.ts';

const records = z.array(z.record(z.string(), z.string()));

async function group(panel: Locator, by: string): Promise<void> {
  const page = panel.page();
  await panel.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemradio', { name: by, exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('treegrid')).toBeVisible();
}

/** The rows that the panel exports, by the ids of their columns, and by another reader than ours. */
async function exported(page: Page, panel: Locator): Promise<z.infer<typeof records>> {
  const waiting = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'CSV' }).click();
  const file = await (await waiting).path();
  return records.parse(parse(readFileSync(file), { columns: idsIn, bom: true }));
}

/** A column stands there as `Quantity [quantity]`. */
function idsIn(header: readonly string[]): string[] {
  return header.map((text) => /\[(.*)\]$/u.exec(text)?.[1] ?? text);
}

function sumOf(rows: readonly Record<string, string>[], column: string): string {
  return rows.reduce((sum, row) => sum.plus(row[column] ?? 'none'), new Big(0)).toFixed();
}

/** The plain numbers of the line that has the focus. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => {
    document.addEventListener(
      'copy',
      ({ clipboardData }) => {
        document.body.dataset['copied'] = clipboardData?.getData('text/plain') ?? '';
      },
      { once: true },
    );
  });
  await page.keyboard.press('ControlOrMeta+c');
  return page.evaluate(() => document.body.dataset['copied'] ?? '');
}

test('groups of months of fills come to what their rows do, follow a trade, and are kept', async ({
  app,
}) => {
  const { page } = app;
  await exploreDemo(page);
  await page.getByRole('tab', { name: /^Fills/ }).click();
  const fills = region(page, 'Fills');
  await expect(fills.getByRole('row').nth(2)).toBeVisible();
  const rows = await exported(page, fills);
  await group(fills, 'Symbol');
  const total = fills.getByRole('row', { name: /^Total/ });
  await expect(total).toContainText(String(rows.length));

  const bySymbol = Map.groupBy(rows, (row) => row['symbol'] ?? '');
  const lines = fills.getByRole('row', { expanded: false });
  await lines.first().focus();
  for (const symbol of [...bySymbol.keys()].toSorted()) {
    const own = bySymbol.get(symbol) ?? [];
    const cells = (await copied(page)).split('\t');
    expect(cells[0]).toBe(`${symbol} ${own.length}`);
    expect(cells).toContain(sumOf(own, 'quantity'));
    expect(cells).toContain(`${sumOf(own, 'notional')} USDT`);
    await page.keyboard.press('ArrowDown');
  }
  await expect(total).toBeFocused();
  expect((await copied(page)).split('\t')).toContain(`${sumOf(rows, 'notional')} USDT`);

  // A group opens under its line, by key, and its rows are its own.
  const bitcoin = fills.getByRole('row', { name: /^BTC-USDT \d/ });
  await page.keyboard.press('Home');
  while ((await bitcoin.getAttribute('tabindex')) !== '0') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(bitcoin).toHaveAttribute('aria-expanded', 'true');
  const inGroup = fills.locator('[role="row"][aria-level="2"]');
  await expect(inGroup.first()).toContainText('BTC-USDT');

  // What trades meanwhile is counted, in the group and in the total.
  const before = bySymbol.get('BTC-USDT')?.length ?? 0;
  await placeOrder(page, { symbol: 'BTC-USDT', side: 'Buy', type: 'Market', quantity: '0.01' });
  await expect(inGroup.filter({ hasText: '0.01000' }).first()).toBeVisible();
  await expect(bitcoin).not.toContainText(`BTC-USDT${before}`);

  await page.reload();
  await expect(bitcoin).toHaveAttribute('aria-expanded', 'true');
  await bitcoin.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(bitcoin).toHaveAttribute('aria-expanded', 'false');
  await expect(inGroup).toHaveCount(0);
});

test('a filter narrows the groups with the rows', async ({ app }) => {
  const { page } = app;
  await exploreDemo(page);
  const orders = region(page, 'Orders');
  await orders.getByText('All', { exact: true }).click();
  const rows = await exported(page, orders);
  await group(orders, 'Status');
  await orders.getByRole('button', { name: 'Filter', exact: true }).click();
  await orders.getByLabel('Filter Side').selectOption({ label: 'Sell' });
  const sells = rows.filter((row) => row['side'] === 'SELL');
  await expect(orders.getByRole('row', { name: /^Total/ })).toContainText(String(sells.length));
  const filled = sells.filter((row) => row['status'] === 'FILLED').length;
  await expect(orders.getByRole('row', { name: new RegExp(`^Filled ${filled}\\b`) })).toBeVisible();
});

test('closed round trips by day, and all tables grouped, are whole at any size', async ({ app }) => {
  test.setTimeout(120_000);
  const { page } = app;
  await page.setViewportSize(sizes['1280']);
  await exploreDemo(page);
  await page.getByRole('tab', { name: /^Positions/ }).click();
  const positions = region(page, 'Positions');
  await positions.getByText('Closed', { exact: true }).click();
  const rows = await exported(page, positions);
  await group(positions, 'Closed, by day');
  const total = positions.getByRole('row', { name: /^Total/ });
  await expect(total).toContainText(String(rows.length));
  await total.click();
  expect((await copied(page)).split('\t')).toContain(`${sumOf(rows, 'net')} USDT`);
  const orders = region(page, 'Orders');
  await orders.getByText('All', { exact: true }).click();
  await group(orders, 'Symbol');
  await orders.getByRole('row', { expanded: false }).first().getByRole('button').click();
  await expect(orders.locator('[role="row"][aria-level="2"]').first()).toBeVisible();
  for (const one of [looks.tight, looks.wide]) {
    await take(page, one);
    await expectWhole(page, one);
  }
});
