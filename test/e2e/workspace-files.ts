import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { region } from './desk.ts';

/** Closes the demo, does something to its record behind the program's back, and opens it again. */
export async function meddleWithDemo(
  page: Page,
  workspacesDir: string,
  meddle: (record: Database.Database) => void,
): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Back to first page' }).click();
  await expect(page.getByRole('button', { name: 'Open Demo' })).toBeVisible();
  const record = new Database(join(workspacesDir, 'demo/record.sqlite'));
  try {
    record.transaction(() => meddle(record))();
  } finally {
    record.close();
  }
  await page.getByRole('button', { name: 'Open Demo' }).click();
  await expect(region(page, 'Orders')).toBeVisible({ timeout: 30_000 });
}

/** The price of a fill, which its hash covers. */
export function changeFill(record: Database.Database, seq: number): void {
  record.prepare("UPDATE fills SET price = '1' WHERE seq = ?").run(seq);
}

/** As a later version of the program leaves its files. */
export function makeNewer(record: Database.Database): void {
  const version = Number(record.pragma('user_version', { simple: true })) + 1;
  record
    .prepare('INSERT INTO migrations (version, name, digest, applied_at) VALUES (?, ?, ?, 0)')
    .run(version, `${version}_later`, 'unknown');
  record.pragma(`user_version = ${version}`);
}

/** Enough that its export takes several times as long as loading the page again. */
export function makeLarge(record: Database.Database): void {
  const insert = record.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
  const text = JSON.stringify(randomBytes(48_000).toString('base64'));
  for (let at = 0; at < 10_000; at += 1) insert.run(`filler-${at}`, text);
}
