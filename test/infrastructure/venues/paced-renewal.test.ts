import { expect, it } from 'vitest';

import { createPacedRenewal } from '#src/infrastructure/venues/paced-renewal.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

it('a book that was left while it waited is begun anew when it is wanted and wrong again', async () => {
  const clock = createFakeClock(0);
  const begun: number[] = [];
  const { renew, cancel } = createPacedRenewal(() => begun.push(clock.monotonic()), clock);
  renew('btc');
  renew('btc');
  expect(begun).toEqual([0]);
  cancel('btc');
  await clock.advance(500);
  renew('btc');
  renew('btc');
  await clock.advance(5_000);
  expect(begun).toEqual([0, 1_000]);
});
