/** A tenth of what `npm run faults -- attacks` sends, always the same frames. */
import { expect, it } from 'vitest';
import { fuzzFrames } from './fuzz-frames.ts';
import { openLoopbackDoor } from './loopback-door.ts';

it(
  'the core answers whatever frame comes, and keeps the contract and the record',
  { timeout: 600_000 },
  async () => {
    expect(await fuzzFrames({ seed: 100, count: 50_000 })).toMatchObject({ injected: 50_000, failures: [] });
  },
);

it('so it does over a socket of the system', { timeout: 300_000 }, async () => {
  const outcome = await fuzzFrames({ seed: 100, count: 2000 }, openLoopbackDoor);
  expect(outcome).toMatchObject({ injected: 2000, failures: [] });
});
