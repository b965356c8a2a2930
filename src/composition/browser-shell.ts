import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '#src/infrastructure/config/read-configuration.ts';
import { type ListenFailure, startLoopbackServer } from '#src/infrastructure/http/loopback-server.ts';
import { readKeptSessions } from '#src/infrastructure/http/kept-sessions.ts';
import { openAddress } from '#src/infrastructure/system/open-address.ts';
import { openShell } from './open-shell.ts';

/** In the workspaces folder, for its owner's eyes only. */
const signInFileName = 'sign-in-address';
const sessionsFileName = 'sign-in-sessions';

export type RunningBrowserShell = { readonly address: string; close(): Promise<void> };
export type BrowserShellStart =
  | { readonly type: 'running'; readonly shell: RunningBrowserShell }
  /** The workspaces are open in another process, whose screen was brought up instead. */
  | { readonly type: 'elsewhere'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

/** The core behind a loopback server, its screen in the system's browser. */
export async function startBrowserShell(configuration: Configuration): Promise<BrowserShellStart> {
  const signInFile = join(configuration.workspaces, signInFileName);
  const opened = openShell(configuration);
  if (!opened.ok) {
    const { code, message } = opened.error;
    return code === 'ALREADY_RUNNING' && !configuration.noOpen && (await showRunning(signInFile))
      ? { type: 'elsewhere', message: `${message} It was opened in the browser.` }
      : { type: 'failed', message };
  }
  const shell = opened.value;
  const sessions = join(configuration.workspaces, sessionsFileName);
  const server = await listenWhereTabsLook(configuration.port, sessions, (port) =>
    startLoopbackServer({
      port,
      signInFiles: { address: signInFile, sessions },
      readFile: shell.readScreenFile,
      health: () => shell.health(),
      isReady: () => shell.isReady(),
      onSocket: (socket) => shell.serveScreen(socket),
      log: shell.log,
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
  if (configuration.demo) {
    const demo = await shell.openDemo();
    if (!demo.ok) {
      await close();
      return { type: 'failed', message: demo.error.message };
    }
  }
  const address = server.value.address();
  if (!configuration.noOpen && !(await openAddress(address))) {
    shell.log.warn('no browser could be opened: open the printed address yourself');
  }
  return { type: 'running', shell: { address, close } };
}

/** Without a port of the trader's choice on that of the last time, where tabs that are still open dial. */
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

/** A fresh address stands in the file of the process that runs. */
async function showRunning(signInFile: string): Promise<boolean> {
  try {
    return await openAddress(readFileSync(signInFile, 'utf8').trim());
  } catch {
    return false;
  }
}

function listenProblem({ code, port }: ListenFailure): string {
  return code === 'PORT_TAKEN'
    ? `Port ${port} is taken by another program. Name another with --port N, or --port 0 for a free one.`
    : `Port ${port} may not be used by this user. Name one above 1023 with --port N, or --port 0 for a free one.`;
}
