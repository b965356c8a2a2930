/** How far long work is; the screen shows it until it is finished. */
export type Progress = {
  /** Names the work, for as long as it goes on. */
  readonly task: string;
  /** What is done, in words for the trader. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
};
