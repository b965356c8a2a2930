import { fileURLToPath } from 'node:url';
import type { StartWorkerProcess } from './open-process.ts';
import { workerArguments } from './own-port.ts';
import type { FromService, ToService } from './service.ts';

/** What is used of Electron's utility process. */
type UtilityProcess = {
  readonly pid: number | undefined;
  postMessage(message: ToService): void;
  on(event: 'message', listener: (message: FromService<never>) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
};

/** `utilityProcess.fork` of Electron. */
export type ForkUtility = (modulePath: string, args: string[]) => UtilityProcess;

/** A packaged Electron starts no plain Node: its own kind of process does the jobs. It dies with the program. */
export function startInUtility(fork: ForkUtility): StartWorkerProcess {
  return (entry) => {
    const child = fork(fileURLToPath(entry), workerArguments());
    return {
      postMessage: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) =>
        void child.on('exit', (code) => listener(`the process has ended (exit code ${code})`)),
      terminate: () => {
        // `kill` asks politely, which a process inside a call of SQLite need not hear.
        if (child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}
