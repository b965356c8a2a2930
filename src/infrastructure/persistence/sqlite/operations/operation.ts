import { setImmediate } from 'node:timers/promises';
import type { Operation } from '#src/ports/maintenance.ts';

export const unattended: Operation = { signal: new AbortController().signal, report: () => undefined };

const resolution = 1_000;

/** Part `index` of `count` of an operation, as an operation of its own. */
export function part(whole: Operation, index: number, count: number): Operation {
  return {
    ...whole,
    report(done, total) {
      const share = total === 0 ? 1 : done / total;
      whole.report(Math.floor(((index + share) / count) * resolution), resolution);
    },
  };
}

/** Lets messages in, so that a request to stop is heard; throws when there was one. */
export async function breathe({ signal }: Pick<Operation, 'signal'>): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
