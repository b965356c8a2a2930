import { existsSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { exploreDemo } from './desk.ts';

test('a workspace is verified, backed up, exported and restored from its page', async ({ app: { page } }) => {
  await exploreDemo(page);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Workspace', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Workspace', exact: true });
  await expect(dialog).toContainText('Every setting of the store is as it must be');

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
