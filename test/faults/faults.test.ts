/** A few of every fault with fixed seeds, in CI all kills; `npm run faults` injects as many as the promises are made of. */
import { describe, expect, it } from 'vitest';

import type { Injector, Plan } from './injection.ts';
import { injectors } from './injectors.ts';
import { regressions } from './regressions.ts';

const isCI = process.env['CI'] === 'true';
/** A count a fault, from seed 100. */
const counts: Readonly<Record<string, number>> = {
  F1: isCI ? 200 : 12,
  F3: 6,
  F4: 6,
  F5: 3,
  F6: 2,
  F7: 2,
  F8: 3,
  F14: 2,
};

/** Attacks have tests of their own. */
const faults = injectors.filter(({ group }) => group === undefined);

describe.each(faults)('$name $what', (injector) => {
  it('is survived', { timeout: isCI ? 1_200_000 : 120_000 }, async ({ skip }) => {
    const runs = [{ seed: 100, count: counts[injector.name] ?? 1 }, ...again(injector)];
    // Together: most of the time passes in waiting for deadlines.
    for (const outcome of await Promise.all(runs.map((plan) => injector.run(plan)))) {
      if ('skipped' in outcome) skip(outcome.skipped);
      expect(outcome).toMatchObject({ failures: [] });
    }
  });
});

function again({ name }: Injector): readonly Plan[] {
  return (regressions[name] ?? []).map((seed) => ({ seed, count: 1 }));
}
