import { defineConfig } from 'vitest/config';

import { compiledMessages } from '../../scripts/compiled-messages.ts';

/** What each mutant is tried against: the tests of the rules and of the use cases, none of a file, a disk or a screen. */
export default defineConfig({
  plugins: [compiledMessages()],
  test: {
    include: [
      'test/domain/**/*.test.ts',
      'test/application/**/*.test.ts',
      'test/infrastructure/venues/paper/*.test.ts',
      'test/renderer/format/*.test.ts',
    ],
    environment: 'node',
    // One load of the modules serves every test file of a run.
    isolate: false,
    setupFiles: ['test/decimal-equality.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
