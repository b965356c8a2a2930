import type { LongWork } from '#src/domain/long-work.ts';

/** How far long work is; the screen shows it until it is finished. */
export type Progress = {
  /** Names the work, for as long as it goes on. */
  readonly task: string;
  readonly work: LongWork;
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
};
