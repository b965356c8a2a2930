import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';

/** Ids in the order in which they were made, also within a millisecond and when the clock is set back. */
export function createUlidIds(clock: Pick<Clock, 'now'>): IdSource {
  const next = monotonicFactory(() => randomBytes(4).readUInt32LE() / 2 ** 32);
  return { next: () => next(clock.now()) };
}
