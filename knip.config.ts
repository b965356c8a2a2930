import type { KnipConfig } from 'knip';

/** Plain, everything counts as use; with --production the program's own code alone: no test, no figure. */
export default function configure({ production = false }: { readonly production?: boolean }): KnipConfig {
  return {
    entry: [
      'electron/{main,preload}.ts!',
      'src/composition/{main,db-command}.ts!',
      'src/composition/workers/*-worker.ts!',
      'src/infrastructure/persistence/sqlite/schema/**/*.ts!',
      'renderer/app/main.tsx!',
      'scripts/*.mjs',
      'bench/main.ts',
      'test/e2e/chromium.ts',
      'test/application/orders/bring-in-and-die.ts',
      'test/composition/leaving-program.ts',
      'test/faults/main.ts',
      'test/venues/main.ts',
      'test/imports/main.ts',
      'test/attacks/bursts/burst-program.ts',
      'test/mutants/vitest.config.ts',
      'test/electron/stand-in/{electron,register}.ts',
      'test/infrastructure/persistence/sqlite/{acknowledging-writer,lock-holder,workspace/open-and-report,workspace/read-busy-timeout}.ts',
      'test/infrastructure/persistence/sqlite/operations/{snapshot-and-die,restore-and-die,repair-and-die,killed-migration}.ts',
      'test/infrastructure/keychain/probe.ts',
      'test/infrastructure/threads/{orphan-parent,endless-process}.ts',
      'test/fixtures/workspaces/make-workspace.ts',
    ],
    project: [
      '{src,electron,renderer}/**/*.{ts,tsx}!',
      '{test,bench,scripts}/**/*.{ts,tsx,mjs}',
      '*.config.ts',
    ],
    // Without its tests, what a file exports for them may be its own affair.
    ignoreExportsUsedInFile: production || { type: true, interface: true },
    ignoreBinaries: ['apt-get', 'dbus-run-session', 'gcc', 'mkfifo', 'mount', 'prlimit', 'setpriv', 'umount'],
    ignoreDependencies: ['drizzle-kit'],
  };
}
