import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '#src/domain/result.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createKeychainProcess } from '#src/infrastructure/keychain/keychain-process.ts';
import { assertShortPath } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { lockWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-lock.ts';
import { watchEventLoopDelay } from '#src/infrastructure/system/event-loop-delay.ts';
import { mendPermissions, type MendedFiles } from '#src/infrastructure/system/private-files.ts';
import { createPinoLog } from '#src/infrastructure/system/pino-log.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { binance } from '#src/infrastructure/venues/binance/binance-config.ts';
import { gemini } from '#src/infrastructure/venues/gemini/gemini-config.ts';
import { coinbase } from '#src/infrastructure/venues/coinbase/coinbase-config.ts';
import { kraken } from '#src/infrastructure/venues/kraken/kraken-config.ts';
import type { Alert } from '#src/domain/alert.ts';
import { createBoundedLog } from '#src/ports/bounded-log.ts';
import type { Cause } from '#src/domain/coded.ts';
import type { Remedy } from '#src/domain/store-problem.ts';
import { startInUtility, type ForkUtility } from '#src/infrastructure/threads/utility-process.ts';
import type { Log } from '#src/ports/log.ts';
import { ConnectionError, WorkspaceInUseError } from '#src/ports/store-errors.ts';
import type { PacedSocket } from '#src/transport/message-socket.ts';
import { createAnswerTurns } from '#src/transport/answer-turns.ts';
import { createBacklog } from '#src/transport/backlog.ts';
import { createCallGate } from '#src/transport/call-gate.ts';
import { serve } from '#src/transport/serve.ts';
import { failureOf } from './call-failures.ts';
import { type Core, createCore } from './core.ts';
import { createScreenFiles, type ReadScreenFile } from '#src/infrastructure/http/screen-files.ts';
import { type Configuration, programVersion } from './start-up.ts';
import { venues } from './venues.ts';
import { causeOf, reasonOf } from '#src/domain/fault.ts';

/** What both shells stand on: the core, and what it takes to show it. */
export type Shell = {
  readonly log: Log;
  /** For what anybody can cause who is not signed in: bounded. */
  readonly doorLog: Log;
  readonly readScreenFile: ReadScreenFile;
  serveScreen(socket: PacedSocket): void;
  /** Goes into the demo workspace. */
  openDemo(): Promise<Result<void, StartFailure>>;
  health(): Promise<object>;
  /** The long work that is under way, by its code. */
  unfinished(): readonly string[];
  /** False while it closes. */
  isReady(): boolean;
  close(): Promise<void>;
};

export type StartFailure = {
  readonly code: 'ALREADY_RUNNING' | 'CANNOT_START' | 'NO_DEMO';
  readonly cause: Cause;
  readonly remedy: Remedy;
  readonly folder: string;
};

/** `forkUtility`: Electron's, for the processes of jobs; without it they are children of this one. */
export function openShell(
  configuration: Configuration,
  forkUtility?: ForkUtility,
): Result<Shell, StartFailure> {
  const { workspaces } = configuration;
  try {
    mkdirSync(workspaces, { recursive: true });
    assertShortPath(workspaces);
    const readScreenFile = createScreenFiles(builtScreen());
    putAsideIn(workspaces);
    const lock = lockWorkspace(workspaces);
    const { log, close: closeLog } = createPinoLog({
      path: join(workspaces, 'tapedeck.log'),
      level: configuration.logLevel,
    });
    const foundAtStart = foundOpen(mendPermissions(workspaces), log);
    return ok(
      shellOf(configuration, forkUtility, { log, readScreenFile, foundAtStart }, () => {
        lock.release();
        closeLog();
      }),
    );
  } catch (error) {
    return err(startFailure(error, workspaces));
  }
}

/**
 * What SQLite puts aside for a statement stands where the record does, whose disk has a reserve: on another one that is full
 * not even a cancel could be recorded. It is read once, when the first database is opened; Windows has a setting of its own.
 */
function putAsideIn(workspaces: string): void {
  process.env['SQLITE_TMPDIR'] ??= workspaces;
}

type Opened = Pick<Shell, 'log' | 'readScreenFile'> & { readonly foundAtStart: readonly Alert[] };

/** What other users could read was open to them until now: the trader has to know. */
function foundOpen({ mended, foreign, unchanged }: MendedFiles, log: Log): readonly Alert[] {
  const alerts: Alert[] = [];
  if (mended.length > 0) {
    log.warn('other users could read files of the workspaces; they are their owner’s alone now', {
      count: mended.length,
      first: mended.slice(0, 5),
    });
    alerts.push({ severity: 'warning', code: 'FILES_WERE_OPEN', files: mended.length });
  }
  if (unchanged.length > 0) {
    log.warn('files of the workspaces stay open to other users: the disk takes no change', {
      count: unchanged.length,
      first: unchanged.slice(0, 5),
    });
  }
  const [first] = foreign;
  if (first !== undefined) {
    log.warn('files of the workspaces belong to another user', { count: foreign.length, first });
    alerts.push({ severity: 'warning', code: 'FILES_OF_ANOTHER', files: foreign.length, first });
  }
  return alerts;
}

function shellOf(
  configuration: Configuration,
  forkUtility: ForkUtility | undefined,
  { log, readScreenFile, foundAtStart }: Opened,
  release: () => void,
): Shell {
  const clock = createSystemClock();
  const ids = createUlidIds(clock);
  const delay = watchEventLoopDelay();
  const gate = createCallGate();
  const backlog = createBacklog();
  const turns = createAnswerTurns();
  const startWorkerProcess = forkUtility === undefined ? undefined : startInUtility(forkUtility);
  const keychain = createKeychainProcess({
    service: 'Tapedeck',
    workerUrl: new URL('./keychain-worker.js', import.meta.url),
    startWorkerProcess,
  });
  const core: Core = createCore({
    version: programVersion(),
    workspaces: configuration.workspaces,
    migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
    feedWorker: new URL('./feed-worker.js', import.meta.url),
    jobWorker: new URL('./job-worker.js', import.meta.url),
    startWorkerProcess,
    importWorker: new URL('./import-worker.js', import.meta.url),
    accountWorker: new URL('./account-worker.js', import.meta.url),
    secrets: { keychain, session: createSessionKeys() },
    venues,
    venueSettings: {
      [binance]: {
        restUrl: configuration.binanceRestUrl,
        streamUrl: configuration.binanceStreamUrl,
        apiUrl: configuration.binanceApiUrl,
      },
      [gemini]: { restUrl: configuration.geminiRestUrl, socketUrl: configuration.geminiSocketUrl },
      [kraken]: {
        restUrl: configuration.krakenRestUrl,
        socketUrl: configuration.krakenSocketUrl,
        privateUrl: configuration.krakenPrivateUrl,
      },
      [coinbase]: {
        restUrl: configuration.coinbaseRestUrl,
        socketUrl: configuration.coinbaseSocketUrl,
        userUrl: configuration.coinbaseUserUrl,
      },
    },
    clock,
    ids,
    idsAt: (now) => createUlidIds({ now }),
    log,
    processId: process.pid,
    foundAtStart,
  });
  let closing: Promise<void> | undefined;

  async function end(): Promise<void> {
    delay.close();
    keychain.close();
    await core.close();
    log.info('closed');
    release();
  }

  log.info('started', { workspaces: configuration.workspaces, processId: process.pid });

  return {
    log,
    doorLog: createBoundedLog(log, clock),
    readScreenFile,
    serveScreen: (socket) =>
      serve(socket, core.handlers, core.events, {
        nextIncident: () => ids.next(),
        onFault: (incident, where, fault) => log.error(`fault in ${where}`, { incident, fault }),
        failureOf: (fault) => failureOf(fault, log),
        gate,
        backlog,
        turns,
        onMalformed: (reason) => log.warn('the screen sent what is not understood', { reason }),
      }),
    async openDemo() {
      const opened = await core.handlers['workspaces.openDemo']({});
      if (opened.ok) return ok(undefined);
      const { reason, remedy, folder } = opened.error;
      return err({ code: 'NO_DEMO', cause: reason, remedy, folder });
    },
    health: async () => ({ ...(await core.health()), eventLoopDelay: delay.read() }),
    isReady: () => closing === undefined,
    unfinished: core.unfinished,
    async close() {
      closing ??= end();
      await closing;
    },
  };
}

/** Beside the program's own folder in `out`. */
function builtScreen(): string {
  return fileURLToPath(new URL('../renderer', import.meta.url));
}

function startFailure(error: unknown, workspaces: string): StartFailure {
  const remedy = 'CHECK_FOLDER';
  const folder = workspaces;
  if (error instanceof ConnectionError) {
    const isRunning = error instanceof WorkspaceInUseError && error.processId !== undefined;
    const code = isRunning ? 'ALREADY_RUNNING' : 'CANNOT_START';
    return { code, cause: causeOf(error), remedy, folder };
  }
  const cause = { code: 'FOLDER_UNUSABLE', folder, fault: reasonOf(error) } as const;
  return { code: 'CANNOT_START', cause, remedy, folder };
}
