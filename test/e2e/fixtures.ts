import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test as base } from '@playwright/test';
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
  /** What the page did not catch so far, for a spec that provokes it: any that is left fails the spec. */
  takeFaults(): readonly string[];
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
    const faults = hearFaults();
    faults.listen(page);
    const shell = await startShell(shellName, page, folder, options);
    faults.listen(shell.page);
    await use({
      get page() {
        return shell.page;
      },
      workspacesDir,
      async restart(given = []) {
        faults.coreEnds();
        await shell.stop();
        await shell.start([...options, ...given]);
        faults.listen(shell.page);
      },
      async kill() {
        faults.coreEnds();
        await shell.kill();
      },
      revive: async () => shell.revive?.(options),
      stand: (still) => shell.stand(still),
      health: () => shell.health(),
      takeFaults: faults.take,
      standIn: shell.standIn,
    });
    // Before the end: what the page says of the core that goes is no fault.
    const heard = faults.take();
    await shell.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(heard, 'faults that nothing in the page caught').toEqual([]);
  },
});

/** The browser's own words for a server that is not there. */
const goneServer =
  /net::ERR_(?:CONNECTION_\w+|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)|^WebSocket connection to /;

/** Errors that nothing in the page caught, and those that it wrote on its console. */
function hearFaults() {
  const heard: string[] = [];
  const pages = new Set<Page>();
  let isCoreGone = false;

  return {
    /** Once to each page: Electron has a new one after each start. */
    listen(page: Page): void {
      if (pages.has(page)) return;
      pages.add(page);
      page.on('pageerror', ({ message, stack }) => heard.push(stack ?? message));
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        if (!isCoreGone || !goneServer.test(message.text())) heard.push(message.text());
      });
    },
    take: (): readonly string[] => heard.splice(0),
    /** From now on the page may miss the server. */
    coreEnds(): void {
      isCoreGone = true;
    },
  };
}

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
