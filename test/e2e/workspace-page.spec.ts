import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { exploreDemo, region } from './desk.ts';
import { changeFill, makeLarge, makeNewer, meddleWithDemo } from './workspace-files.ts';

async function openWorkspacePage(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Workspace', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Workspace', exact: true });
  await expect(dialog.getByRole('region', { name: 'State of the workspace' })).toBeVisible();
  return dialog;
}

test('a workspace is verified, backed up, exported and restored from its page', async ({ app: { page } }) => {
  await exploreDemo(page);
  const dialog = await openWorkspacePage(page);
  await expect(dialog).toContainText('Every setting is as it must be');

  await dialog.getByRole('button', { name: 'Verify' }).click();
  await expect(dialog.getByText(/^All is well: [\d,]+ rows were verified/)).toBeVisible();

  await dialog.getByRole('button', { name: 'Back up now' }).click();
  const backups = dialog.getByRole('region', { name: 'Backups' });
  await expect(backups.getByText('by hand')).toBeVisible();

  await dialog.getByRole('button', { name: 'Export to one file' }).click();
  const exported = dialog.getByText(/^Exported .* to /);
  await expect(exported).toBeVisible();
  const path = / to (.*\.tapedeck)/.exec((await exported.textContent()) ?? '')?.[1] ?? '';
  expect(existsSync(path)).toBe(true);

  await backups.getByRole('button', { name: /^Restore the backup of/ }).click();
  const confirm = page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(confirm).toContainText('is lost from it');
  await confirm.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog.getByText(/^The workspace is as it was at/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Back to first page' }).click();
  await page.getByRole('button', { name: 'Import a workspace file' }).click();
  const importing = page.getByRole('dialog', { name: 'Import a workspace file' });
  await importing.getByLabel('Path of the file').fill(path);
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await importing.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('region', { name: 'Order ticket' })).toBeVisible();
});

test('work under way is found again after a reload, and cancelled without a trace', async ({ app }) => {
  // The workspace must be large, so that its export is still under way after the reload.
  test.slow();
  const { page, workspacesDir } = app;
  await exploreDemo(page);
  await meddleWithDemo(page, workspacesDir, makeLarge);
  await (await openWorkspacePage(page)).getByRole('button', { name: 'Export to one file' }).click();
  await expect(page.getByRole('progressbar', { name: 'Exporting the workspace' })).toBeVisible();

  await page.reload();
  await expect(region(page, 'Order ticket')).toBeVisible();
  const dialog = await openWorkspacePage(page);
  await expect(dialog.getByRole('button', { name: 'Export to one file' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel: Exporting the workspace' }).click();
  await expect(
    dialog.getByText('Exporting the workspace was cancelled. Nothing of the workspace was changed.'),
  ).toBeVisible();
  expect(readdirSync(join(workspacesDir, 'exports'))).toEqual([]);
  await expect(dialog.getByRole('button', { name: 'Export to one file' })).toBeEnabled();
});

test('a task that failed says why, and can be put away', async ({ app: { page, workspacesDir } }) => {
  await exploreDemo(page);
  const inTheWay = join(workspacesDir, 'exports');
  writeFileSync(inTheWay, '');
  const dialog = await openWorkspacePage(page);
  await dialog.getByRole('button', { name: 'Export to one file' }).click();
  const failure = dialog.getByRole('alert');
  await expect(failure).toContainText('Exporting the workspace failed');
  await expect(failure).toContainText('Nothing of the workspace was changed');
  await expect(failure).toContainText(inTheWay);
  await failure.getByRole('button', { name: 'Put away' }).click();
  await expect(failure).toHaveCount(0);
});

test('what a verification finds is listed, row by row', async ({ app: { page, workspacesDir } }) => {
  await exploreDemo(page);
  await meddleWithDemo(page, workspacesDir, (record) => changeFill(record, 41));
  const dialog = await openWorkspacePage(page);
  await dialog.getByRole('button', { name: 'Verify' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The record is not sound');
  const found = dialog.getByRole('region', { name: 'What was found' });
  const fill = found.getByRole('row').filter({ has: page.getByRole('cell', { name: 'fills', exact: true }) });
  await expect(fill.getByRole('cell', { name: '41', exact: true })).toBeVisible();
  await expect(found).toContainText('Restore a backup from before the damage');
});

test('a workspace of a newer version says that it can only be read, and is backed up all the same', async ({
  app: { page, workspacesDir },
}) => {
  await exploreDemo(page);
  await meddleWithDemo(page, workspacesDir, makeNewer);
  await expect(region(page, 'Order ticket').getByRole('button', { name: 'Review order' })).toBeDisabled();

  const dialog = await openWorkspacePage(page);
  await expect(dialog.getByRole('note')).toContainText('Open for reading only');
  await expect(dialog.getByRole('note')).toContainText('was written by a newer Tapedeck');
  await dialog.getByRole('button', { name: 'Back up now' }).click();
  await expect(dialog.getByText(/^A backup was made and verified/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  const csv = 'time,symbol,side,quantity,price\n2025-01-31T14:05:09Z,BTC-USDT,buy,1,2';
  await (await chooser).setFiles({ name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(importing.getByRole('note')).toContainText('goes into a new one');
  await expect(importing.getByLabel('Name of the new workspace')).toHaveValue('one');
});
