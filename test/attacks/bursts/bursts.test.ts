import { expect, it } from 'vitest';
import { bursts } from './bursts.ts';

it(
  'bursts of heavy calls are refused beyond their bounds, in a bounded memory',
  { timeout: 300_000 },
  async () => {
    expect(await bursts.run({ seed: 1, count: 1 })).toMatchObject({ injected: 1, failures: [] });
  },
);
