/** Seeds that a build once did not survive: run again with every test. */
export const regressions: Readonly<Record<string, readonly number[]>> = {
  // A workspace with a request of unknown outcome did not open after a kill.
  F1: [1],
  // The log's own write ended the program on a full disk.
  F5: [5, 8],
};
