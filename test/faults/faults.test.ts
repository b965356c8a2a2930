/** A few of every fault with fixed seeds; `npm run faults` injects as many as the promises are made of. */
import { describe, expect, it } from 'vitest';

import type { Injector } from './injection.ts';
import { injectors } from './injectors.ts';
import { regressions } from './regressions.ts';

/** A count a fault, from seed 100. */
const counts: Readonly<Record<string, number>> = {
  F1: 12,
  F3: 6,
  F4: 6,
  F5: 2,
  F6: 2,
  F7: 2,
  F8: 3,
  F14: 2,
};

describe.each(injectors)('$name $what', (injector) => {
  it('is survived', { timeout: 120_000 }, async ({ skip }) => {
    await survive(injector, 100, counts[injector.name] ?? 1, skip);
    for (const seed of regressions[injector.name] ?? []) await survive(injector, seed, 1, skip);
  });
});

async function survive(
  injector: Injector,
  seed: number,
  count: number,
  skip: (why: string) => void,
): Promise<void> {
  const outcome = await injector.run({ seed, count });
  if ('skipped' in outcome) skip(outcome.skipped);
  else expect(outcome.failures).toEqual([]);
}
