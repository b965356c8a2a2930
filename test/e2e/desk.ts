import { type Locator, type Page, expect } from '@playwright/test';

/** What a trader does with hands and eyes, by the names that stand on the screen. */
export const regions = [
  'Watchlist',
  'Order ticket',
  'Orders',
  'Fills',
  'Positions',
  'Portfolio',
  'Chart',
] as const;

export function region(page: Page, name: (typeof regions)[number]): Locator {
  return page.getByRole('region', { name, exact: true });
}

export async function exploreDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explore the demo' }).click();
  await expect(region(page, 'Order ticket')).toBeVisible({ timeout: 60_000 });
}

/** A paper account of the simulated market, in a workspace of its own. */
export async function createPaper(page: Page, name: string, cash: string): Promise<void> {
  await page.getByRole('button', { name: /^Connect a venue/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a venue' });
  await dialog.getByRole('radio', { name: /^Simulated market/ }).check();
  await dialog.getByLabel('Workspace name').fill(name);
  await dialog.getByLabel('Starting cash').fill(cash);
  await dialog.getByRole('button', { name: 'Create paper account' }).click();
  await expect(region(page, 'Order ticket')).toBeVisible({ timeout: 30_000 });
}

export type Terms = {
  readonly symbol: string;
  readonly side: 'Buy' | 'Sell';
  readonly type: 'Market' | 'Limit' | 'Stop' | 'Stop limit';
  readonly quantity: string;
  readonly limitPrice?: string;
};

export async function fillTicket(page: Page, terms: Terms): Promise<void> {
  const ticket = region(page, 'Order ticket');
  await chooseSymbol(page, terms.symbol);
  await ticket.getByRole('radio', { name: terms.side }).check({ force: true });
  await ticket.getByLabel('Type').selectOption({ label: terms.type });
  await ticket.getByLabel('Quantity').fill(terms.quantity);
  if (terms.limitPrice !== undefined) await ticket.getByLabel('Limit price').fill(terms.limitPrice);
}

export async function chooseSymbol(page: Page, symbol: string): Promise<void> {
  const field = region(page, 'Order ticket').getByLabel('Symbol');
  await field.click();
  await field.fill(symbol);
  await page.getByRole('option', { name: symbol, exact: true }).click();
}

export async function placeOrder(page: Page, terms: Terms): Promise<void> {
  await fillTicket(page, terms);
  await region(page, 'Order ticket').getByRole('button', { name: 'Review order' }).click();
  const confirm = page.getByRole('dialog', { name: 'Confirm order' });
  await confirm.getByRole('button', { name: 'Place order' }).click();
  await expect(confirm).toBeHidden();
}

/** The rows of a blotter, its header left out. */
export function rows(page: Page, name: 'Orders' | 'Fills' | 'Positions' | 'Watchlist'): Locator {
  return region(page, name)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}
