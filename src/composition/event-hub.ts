import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';

export type RecordEvent = {
  readonly epoch: string;
  readonly sequence: number;
  readonly change: RecordChange;
};

/** Numbers every change of the record, so that a screen can tell when it missed one. */
export type EventHub = {
  /** Names this run of the core: sequences of different runs do not compare. */
  readonly epoch: string;
  sequence(): number;
  publish(change: RecordChange): void;
  report(progress: ProgressInfo): void;
  onRecord(listener: (event: RecordEvent) => void): () => void;
  onProgress(listener: (progress: ProgressInfo) => void): () => void;
};

export function createEventHub(epoch: string): EventHub {
  const recordListeners = new Set<(event: RecordEvent) => void>();
  const progressListeners = new Set<(progress: ProgressInfo) => void>();
  let sequence = 0;
  return {
    epoch,
    sequence: () => sequence,
    publish(change) {
      sequence += 1;
      for (const listener of recordListeners) listener({ epoch, sequence, change });
    },
    report(progress) {
      for (const listener of progressListeners) listener(progress);
    },
    onRecord: (listener) => join(recordListeners, listener),
    onProgress: (listener) => join(progressListeners, listener),
  };
}

function join<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
