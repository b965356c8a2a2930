import { existsSync } from 'node:fs';

import { chromium, type LaunchOptions } from 'playwright';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Without these a Chromium on a machine with a closed network spends its start on refused look-ups. */
const quietArgs = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Playwright's own browser where it is installed, else the system's; undefined when there is neither. */
function findChromium(): string | undefined {
  return [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path));
}

export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = findChromium();
  const isRoot = process.getuid?.() === 0;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium refuses to run its sandbox as root.
    args: isRoot ? [...quietArgs, '--no-sandbox'] : quietArgs,
  };
}

if (import.meta.main) {
  const found = findChromium();
  if (found === undefined) process.exitCode = 1;
  else process.stdout.write(`${found}\n`);
}
