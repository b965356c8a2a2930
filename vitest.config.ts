import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

import { compiledMessages } from './scripts/compiled-messages.ts';
import { chromiumLaunchOptions } from './test/e2e/chromium.ts';

const shared = {
  restoreMocks: true,
  // Machines may be busy: a test says what happens, not how fast.
  testTimeout: 30_000,
  hookTimeout: 30_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    // One more than is the default: most tests wait, for a thread, a process or the disk.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [compiledMessages()],
        test: {
          ...shared,
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          environment: 'node',
          setupFiles: ['test/decimal-equality.ts'],
        },
      },
      {
        // Components of the screen, in real Chromium: `npx vitest --project screen`.
        plugins: [react(), compiledMessages()],
        // Found only while a test runs, they would load its page anew in the middle of it.
        optimizeDeps: {
          include: ['dockview-react', 'lightweight-charts', 'zustand/react/shallow'],
        },
        test: {
          ...shared,
          name: 'screen',
          include: ['test/renderer/**/*.test.tsx'],
          setupFiles: ['test/renderer/screen-setup.ts'],
          browser: {
            enabled: true,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            headless: true,
            viewport: { width: 1280, height: 720 },
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
