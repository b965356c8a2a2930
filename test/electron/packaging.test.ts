import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const recipe = readFileSync(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');

/** What is burned into the binary, by Electron's list of fuses. Each that is left out would be Electron's default. */
it('the packaged program has every fuse set', () => {
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(recipe)?.[1] ?? '';
  const fuses = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, on]) => [name, on]),
  );
  expect(fuses).toEqual({
    runAsNode: 'false',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    grantFileProtocolExtraPrivileges: 'false',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    enableCookieEncryption: 'true',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
  });
});

it('its menu entry does not ask for the sandbox to be left out', () => {
  expect(recipe).toMatch(/^appImage:\n {2}executableArgs: \[\]$/m);
  expect(recipe.replaceAll(/#.*/g, '')).not.toContain('no-sandbox');
});

it('what it loads beside its bundle is in it, with all that that imports', () => {
  const root = join(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-packaged-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [, path = ''] of recipe.matchAll(/^ {2}- (node_modules\/\S+?)(?:\/\*\*)?$/gm))
    cpSync(join(root, path), join(folder, path), { recursive: true });
  writeFileSync(
    join(folder, 'load.mjs'),
    `await import('better-sqlite3');
     await import('@napi-rs/keyring');
     const { default: Venue } = await import(new URL('./src/binance.js', import.meta.resolve('ccxt')));
     const { url } = new Venue({ apiKey: 'k', secret: 's' }).sign('account', 'private', 'GET', {});
     console.log(url.replace(/\\?.*/, ''));`,
  );
  const told = execFileSync(process.execPath, ['load.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(told.trim()).toBe('https://api.binance.com/api/v3/account');
});
