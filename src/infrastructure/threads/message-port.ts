import type { MessagePort, Transferable, Worker } from 'node:worker_threads';
import type { FromService, ToService } from './service.ts';

/** The end of whoever asks. */
export type AskingPort = {
  postMessage(message: ToService, transfer?: readonly Transferable[]): void;
  onMessage(listener: (message: FromService<never>) => void): void;
};

/** The end of whoever answers. */
export type ServingPort = {
  postMessage(message: FromService): void;
  onMessage(listener: (message: ToService<never>) => void): void;
  onClose(listener: () => void): void;
  /** After it a thread or a process that has nothing else to do ends. */
  close(): void;
};

/** Where a channel between threads carries it. */
export function askingOver(port: MessagePort | Worker): AskingPort {
  return {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    onMessage: (listener) => void port.on('message', (message) => listener(message)),
  };
}

export function servingOver(port: MessagePort): ServingPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', (message) => listener(message)),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
