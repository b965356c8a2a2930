import { EventEmitter } from 'node:events';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { servingOver, type ServingPort } from './message-port.ts';
import type { ToService } from './service.ts';

const mark = '--tapedeck-worker-of=';

/** The arguments of a process that is started to serve this one. */
export function workerArguments(): string[] {
  return [`${mark}${process.pid}`];
}

/** The process that this one works for; undefined in the program's own, and in threads. */
export const servedProcess = servedProcessOf(process.argv);
export const isWorkerProcess = servedProcess !== undefined;

function servedProcessOf(args: readonly string[]): number | undefined {
  const marked = args.find((argument) => argument.startsWith(mark));
  return marked === undefined ? undefined : Number(marked.slice(mark.length));
}

/** What this worker was given to make its service from; a process is given nothing. */
type Given = { readonly given: never };

/** This worker's end of the connection to the one that started it. */
export function ownPort(): { readonly port: ServingPort } & Given {
  const { given }: Given = workerData ?? {};
  if (isWorkerProcess && isMainThread) return { port: electronPort() ?? childPort(), given };
  if (parentPort === null) throw new Error('a worker’s entry must be started as a worker');
  return { port: servingOver(parentPort), given };
}

function childPort(): ServingPort {
  let sending = 0;
  let isClosing = false;
  function closeWhenSent(): void {
    if (isClosing && sending === 0 && process.connected) process.disconnect();
  }
  return {
    postMessage(message) {
      process.send?.(message, undefined, undefined, () => {
        sending -= 1;
        closeWhenSent();
      });
      sending += 1;
    },
    onMessage: (listener: (message: ToService<never>) => void) =>
      void process.on('message', (message: ToService<never>) => listener(message)),
    onClose: (listener) => void process.on('disconnect', listener),
    close() {
      isClosing = true;
      closeWhenSent();
    },
  };
}

type ElectronPort = EventEmitter & { postMessage(message: unknown): void };

/** Of a utility process, which dies with the program. */
function electronPort(): ServingPort | undefined {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (!isElectronPort(port)) return undefined;
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) =>
      void port.on('message', ({ data }: { readonly data: ToService<never> }) => listener(data)),
    onClose: () => undefined,
    close: () => process.exit(),
  };
}

function isElectronPort(port: unknown): port is ElectronPort {
  return port instanceof EventEmitter && 'postMessage' in port;
}
