import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

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
