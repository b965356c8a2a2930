import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test as base } from '@playwright/test';
import {
  createBrowserShell,
  createElectron,
  createStandIn,
  electronPath,
  type RunningShell,
} from '#test/e2e/shells.ts';

export { expect } from '@playwright/test';

export type AppFixture = {
  readonly page: Page;
  readonly workspacesDir: string;
  /** Ends the program in order, if it still runs, and starts it again with the same workspaces. */
  restart(options?: readonly string[]): Promise<void>;
  /** kill -9: nothing is settled. */
  kill(): Promise<void>;
  /** Starts the killed program again and leaves the page alone. */
  revive(): Promise<void>;
  /** Stops every thread of the program where it is, or lets them go on. */
  stand(still: boolean): void;
  /** What GET /health answers; undefined in the shells that have no server. */
  health(): Promise<unknown>;
  readonly standIn: RunningShell['standIn'];
};

type Fixtures = {
  /** Of the program, beside its workspaces folder: `test.use({ programOptions: ['--demo'] })`. */
  readonly programOptions: readonly string[];
  /** The program, started with an empty workspaces folder, its first page loaded. */
  readonly app: AppFixture;
};

export const test = base.extend<Fixtures>({
  programOptions: [[], { option: true }],
  app: async ({ page, programOptions }, use, info) => {
    const shellName = info.project.name;
    info.skip(
      shellName === 'electron' && electronPath() === undefined,
      'There is no Electron binary here (npx install-electron downloads it); the stand-in runs the same specs.',
    );
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-e2e-'));
    const workspacesDir = join(folder, 'workspaces');
    const options = ['--workspaces', workspacesDir, ...programOptions];
    const shell = await startShell(shellName, page, folder, options);
    await use({
      get page() {
        return shell.page;
      },
      workspacesDir,
      async restart(given = []) {
        await shell.stop();
        await shell.start([...options, ...given]);
      },
      kill: () => shell.kill(),
      revive: async () => shell.revive?.(options),
      stand: (still) => shell.stand(still),
      health: () => shell.health(),
      standIn: shell.standIn,
    });
    await shell.stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

async function startShell(
  name: string,
  page: Page,
  folder: string,
  options: readonly string[],
): Promise<RunningShell> {
  if (name === 'electron') return createElectron(join(folder, 'user-data'), options);
  const shell = name === 'stand-in' ? await createStandIn(page, folder) : createBrowserShell(page);
  await shell.start(options);
  return shell;
}
