import type { MessagePort } from 'node:worker_threads';
import type { FaultAnswer } from './fault-answer.ts';
import type { PieceRows } from './piece-rows.ts';

/** What a thread's `workerData` is that records the pieces of an import. */
export type RecordsInto = { readonly folder: string; readonly turns: MessagePort };

/** To that thread: what makes one unit of work. All but `end`, which ends it, are answered in their order. */
export type ToRecord = readonly PieceRows[] | 'end';

export type Recorded = {
  /** Whether the program writes too, and its orders wait for this. */
  readonly isShared: boolean;
};

export type FromRecord = ({ readonly type: 'recorded' } & Recorded) | FaultAnswer;
