import { defineConfig } from '@playwright/test';

import { chromiumLaunchOptions } from './test/e2e/chromium.ts';

/**
 * One set of specs, three shells: a spec reads its shell from the project's name.
 * `x.shell.spec.ts` is about Electron itself, `x.browser.spec.ts` about the loopback server.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumLaunchOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', testIgnore: '**/*.shell.spec.ts' },
    { name: 'stand-in', testIgnore: '**/*.browser.spec.ts' },
    { name: 'electron', testIgnore: '**/*.browser.spec.ts' },
  ],
});
