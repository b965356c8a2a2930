import { setTimeout as wait } from 'node:timers/promises';
import { serveWorker, untilStopped } from '#src/infrastructure/threads/serve.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';

/** A thread that does whatever a test needs of one. */
export type SampleThread = {
  double(value: number): Promise<number>;
  countTo(last: number, work: Work<number>): Promise<string>;
  waitForStop(input: undefined, work: Work<number>): Promise<string>;
  giveUp(input: undefined, work: Work<number>): Promise<never>;
  fail(how: 'refused' | 'fault' | 'uncloneable'): Promise<unknown>;
  /** Writes so many bytes to its error stream first. */
  shout(bytes: number): Promise<string>;
  die(how: 'throw' | 'exit'): Promise<never>;
};

const service: SampleThread = {
  double: async (value) => value * 2,
  async countTo(last, { tell }) {
    for (let at = 1; at <= last; at += 1) tell(at);
    return 'counted';
  },
  async waitForStop(_input, { signal, tell }) {
    tell(0);
    await untilStopped(signal);
    tell(1);
    return 'stopped';
  },
  async giveUp(_input, { signal, tell }) {
    tell(0);
    await untilStopped(signal);
    throw signal.reason;
  },
  async fail(how) {
    if (how === 'uncloneable') return () => undefined;
    throw how === 'refused' ? new NoRoomError('the disk is full', { code: 'DISK_FULL' }) : new Error('a bug');
  },
  async shout(bytes) {
    process.stderr.write('x'.repeat(bytes));
    return 'heard';
  },
  async die(how) {
    if (how === 'exit') process.exit(3);
    setImmediate(() => {
      throw new Error('out of luck');
    });
    return wait(60_000, undefined, { ref: false }).then(() => process.exit(4));
  },
};

await serveWorker(
  () => service,
  (fault) => (fault instanceof NoRoomError ? fault : undefined),
);
