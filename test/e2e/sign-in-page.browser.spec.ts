import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const main = join(import.meta.dirname, '../../out/main/main.js');

/** Stands in for the system's opener: leaves what it was given, and what every user of the machine could see of it. */
const opener = `#!/bin/sh
{ printf '%s\\n' "$@"; env; tr '\\0' '\\n' < /proc/$PPID/cmdline; tr '\\0' '\\n' < /proc/$PPID/environ; } > "$OPENED.new"
mv "$OPENED.new" "$OPENED"
`;

test('the browser that is opened is given a page for its owner alone, and no secret', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'the system’s opener is another one');
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-opened-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), opener);
  chmodSync(join(bin, 'xdg-open'), 0o700);
  const opened = join(folder, 'opened');
  const child = spawn(process.execPath, [main, '--browser', '--workspaces', join(folder, 'workspaces')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, OPENED: opened },
  });
  try {
    await expect.poll(() => existsSync(opened)).toBe(true);
    const told = readFileSync(opened, 'utf8');
    const [address = ''] = told.split('\n');
    expect(address).toMatch(/^file:\/\/.*\/sign-in\.html$/);
    const next = readFileSync(join(folder, 'workspaces', 'sign-in-address'), 'utf8').trim();
    expect(told).not.toContain(new URL(next).hash.slice('#token='.length));
    expect(statSync(fileURLToPath(address)).mode & 0o777).toBe(0o600);

    await page.goto(address);
    await expect(page.getByText('Explore the demo')).toBeVisible();
    expect(page.url()).not.toContain('token');
    // The page leads to the next address now: the one that it had was used up.
    await expect.poll(() => readFileSync(fileURLToPath(address), 'utf8')).not.toContain(next);
  } finally {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
});
