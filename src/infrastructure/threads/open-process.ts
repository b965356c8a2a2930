import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workerArguments } from './own-port.ts';
import type { FromService, Service } from './service.ts';
import { notStarted, notStartedProblem, workerIn, type Carrier, type Worker } from './worker.ts';

/** Electron has processes of its own kind for this; everywhere else it is a child of this one. */
export type StartWorkerProcess = (entry: URL) => Carrier;

/** Of what a process that dies writes to its error stream. */
const keptCharacters = 4_000;

/**
 * A process that runs the entry, for what could hold a thread for ever: a thread that is inside a call of SQLite cannot
 * be ended, and keeps the whole program from ending. A process can be killed at any moment.
 */
export function openProcess<Of extends Service>(
  entry: URL,
  start: StartWorkerProcess = startChild,
): Worker<Of> {
  return workerIn(startedBy(start, entry));
}

function startedBy(start: StartWorkerProcess, entry: URL): Carrier {
  try {
    return start(entry);
  } catch (fault) {
    return notStarted(fault);
  }
}

function startChild(entry: URL): Carrier {
  const child = fork(fileURLToPath(entry), workerArguments(), {
    serialization: 'advanced',
    execArgv: ['--disable-sigusr1'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptCharacters);
  });
  return {
    // What cannot be sent, since the process is gone or never was, is answered by its end.
    postMessage(message) {
      if (child.pid !== undefined) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', (message: FromService<never>) => listener(message)),
    onEnd(listener) {
      child.on('error', (fault) =>
        listener(fault.message, child.pid === undefined ? notStartedProblem(fault) : undefined),
      );
      // Not `exit`: the last of its messages and of its errors may still be on their way then.
      child.on('close', (code, signal) => {
        const fault = /^(?:\w*Error|FATAL ERROR)\b.*$/m.exec(errors)?.[0];
        listener(fault ?? `the process has ended (${signal ?? `exit code ${code}`})`);
      });
    },
    terminate: () => void child.kill('SIGKILL'),
  };
}
