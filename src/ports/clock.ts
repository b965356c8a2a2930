/** The time, so that tests and the demo's history can move it. */
export interface Clock {
  /** Epoch milliseconds UTC. May jump when the system's clock is set. */
  now(): number;
  /** Milliseconds from an arbitrary start that never jump back. */
  monotonic(): number;
  /** Calls once after `milliseconds`, soon where they are none; the returned function calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}
