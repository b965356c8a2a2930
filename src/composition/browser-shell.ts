import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '#src/infrastructure/config/read-configuration.ts';
import { type ListenFailure, startLoopbackServer } from '#src/infrastructure/http/loopback-server.ts';
import { readKeptSessions } from '#src/infrastructure/http/kept-sessions.ts';
import type { SignInFiles } from '#src/infrastructure/http/sign-in.ts';
import { openAddress } from '#src/infrastructure/system/open-address.ts';
import type { Faults } from './faults.ts';
import { openShell, type Shell } from './open-shell.ts';
import { startFailureText } from './outside-words.ts';

/** In the workspaces folder, for its owner's eyes only. */
function signInFilesIn(workspaces: string): SignInFiles {
  return {
    address: join(workspaces, 'sign-in-address'),
    page: join(workspaces, 'sign-in.html'),
    sessions: join(workspaces, 'sign-in-sessions'),
  };
}

export type RunningBrowserShell = Pick<Shell, 'log' | 'unfinished' | 'close'> & { readonly address: string };
export type BrowserShellStart =
  | { readonly type: 'running'; readonly shell: RunningBrowserShell }
  /** The workspaces are open in another process, whose screen was brought up instead. */
  | { readonly type: 'elsewhere'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

/** The core behind a loopback server, its screen in the system's browser. */
export async function startBrowserShell(
  configuration: Configuration,
  faults: Faults,
): Promise<BrowserShellStart> {
  const signInFiles = signInFilesIn(configuration.workspaces);
  const opened = openShell(configuration);
  if (!opened.ok) {
    const { code } = opened.error;
    const message = startFailureText(opened.error);
    return code === 'ALREADY_RUNNING' && !configuration.noOpen && (await openSignIn(signInFiles))
      ? { type: 'elsewhere', message: `${message} It was opened in the browser.` }
      : { type: 'failed', message };
  }
  const shell = opened.value;
  faults.guard(shell);
  const server = await listenWhereTabsLook(configuration.port, signInFiles.sessions, (port) =>
    startLoopbackServer({
      port,
      signInFiles,
      readFile: shell.readScreenFile,
      health: () => shell.health(),
      isReady: () => shell.isReady(),
      onSocket: (socket) => shell.serveScreen(socket),
      log: shell.doorLog,
    }),
  );
  if (!server.ok) {
    await shell.close();
    return { type: 'failed', message: listenProblem(server.error) };
  }
  async function close(): Promise<void> {
    if (server.ok) await server.value.close();
    await shell.close();
  }
  faults.guard({ ...shell, close });
  if (configuration.demo) {
    const demo = await shell.openDemo();
    if (!demo.ok) {
      await close();
      return { type: 'failed', message: startFailureText(demo.error) };
    }
  }
  const address = server.value.address();
  if (!configuration.noOpen && !(await openSignIn(signInFiles))) {
    shell.log.warn('no browser could be opened: open the printed address yourself');
  }
  return { type: 'running', shell: { ...shell, address, close } };
}

/** Without a port of the trader's choice on that of before a restart, where tabs that are still open dial. */
async function listenWhereTabsLook(
  chosen: number,
  sessionsFile: string,
  listen: (port: number) => ReturnType<typeof startLoopbackServer>,
): ReturnType<typeof startLoopbackServer> {
  const last = chosen === 0 ? readKeptSessions(sessionsFile)?.port : undefined;
  if (last !== undefined) {
    const server = await listen(last);
    if (server.ok) return server;
  }
  return listen(chosen);
}

/** The page of the process that runs, which may be another one. False where it is not there: a full disk takes none. */
async function openSignIn({ page }: SignInFiles): Promise<boolean> {
  return existsSync(page) && (await openAddress(pathToFileURL(page).href));
}

function listenProblem({ code, port }: ListenFailure): string {
  return code === 'PORT_TAKEN'
    ? `Port ${port} is taken by another program. Name another with --port N, or --port 0 for a free one.`
    : `Port ${port} may not be used by this user. Name one above 1023 with --port N, or --port 0 for a free one.`;
}
