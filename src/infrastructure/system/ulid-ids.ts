import { getRandomValues } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';

/** Ids in the order in which they were made, also within a millisecond and when the clock is set back. */
export function createUlidIds(clock: Pick<Clock, 'now'>): IdSource {
  const next = monotonicFactory(createRandom());
  return { next: () => next(clock.now()), random: randomId };
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Five bits a digit; 26 of them hold 128 bits. */
function randomId(): string {
  let rest = getRandomValues(new BigUint64Array(2)).reduce((bits, half) => (bits << 64n) | half, 0n);
  let text = '';
  for (let place = 0; place < 26; place += 1) {
    text = (digits[Number(rest & 31n)] ?? '') + text;
    rest >>= 5n;
  }
  return text;
}

/** The system's randomness from 0 to 1, drawn in blocks: a call to it for each of an id's 16 letters shows in an order. */
function createRandom(): () => number {
  const block = new Uint32Array(1024);
  let used = block.length;
  return () => {
    if (used === block.length) {
      getRandomValues(block);
      used = 0;
    }
    const value = block[used] ?? 0;
    used += 1;
    return value / 2 ** 32;
  };
}
