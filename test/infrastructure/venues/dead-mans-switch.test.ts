import { expect, it } from 'vitest';

import { err, ok } from '#src/domain/result.ts';
import { keepRenewed } from '#src/infrastructure/venues/dead-mans-switch.ts';
import { notReached } from '#src/infrastructure/venues/meaning.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

/** Set anew every 15 s, and over after a minute. */
function keptSwitch({ endsIt = true } = {}) {
  const clock = createFakeClock(0);
  const at: number[] = [];
  const over: number[] = [];
  const faults: unknown[] = [];
  const venue = { isReached: true, ends: 0, endAnswers: true };
  const kept = keepRenewed({
    own: {
      everyMs: 15_000,
      lastsMs: 60_000,
      async renew() {
        at.push(clock.monotonic());
        return venue.isReached ? ok(undefined) : err(notReached('no network'));
      },
      ...(endsIt && {
        end() {
          venue.ends += 1;
          return venue.endAnswers ? Promise.resolve(ok(undefined)) : new Promise<never>(() => undefined);
        },
      }),
    },
    clock,
    onOver: () => over.push(clock.monotonic()),
    onFault: (fault) => faults.push(fault),
  });
  return { clock, at, over, faults, venue, kept };
}

it('is renewed well before it is over, from the first time on', async () => {
  const { clock, at, over, kept } = keptSwitch();
  await clock.advance(30_000);
  expect(at).toEqual([]);
  await kept.renew();
  await clock.advance(60_000);
  expect(at).toEqual([30_000, 45_000, 60_000, 75_000, 90_000]);
  expect(over).toEqual([]);
});

it('that is not renewed is tried sooner, and is told before the venue cancels', async () => {
  const { clock, at, over, venue, kept } = keptSwitch();
  await kept.renew();
  venue.isReached = false;
  await clock.advance(44_000);
  expect(at).toEqual([0, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000]);
  expect(over).toEqual([]);
  await clock.advance(1_000);
  expect(over).toEqual([45_000]);
  venue.isReached = true;
  await clock.advance(5_000);
  await clock.advance(60_000);
  expect(over).toEqual([45_000]);
});

it('is switched off at the end, and never set again', async () => {
  const { clock, at, faults, venue, kept } = keptSwitch();
  await kept.renew();
  await kept.end();
  expect(venue.ends).toBe(1);
  await clock.advance(120_000);
  expect(at).toEqual([0]);
  expect(clock.pending()).toBe(0);
  expect(faults).toEqual([]);
});

it('whose end the venue does not answer is told, and holds nothing up', async () => {
  const { clock, faults, venue, kept } = keptSwitch();
  await kept.renew();
  venue.endAnswers = false;
  const ended = kept.end();
  await clock.advance(3_000);
  await ended;
  expect(faults).toEqual([
    expect.objectContaining({ message: expect.stringContaining('the venue cancels what works after 60 s') }),
  ]);
});

it('that was never set, or that nothing switches off, is not ended', async () => {
  const never = keptSwitch();
  await never.kept.end();
  expect(never.venue.ends).toBe(0);
  const without = keptSwitch({ endsIt: false });
  await without.kept.renew();
  await without.kept.end();
  expect(without.venue.ends).toBe(0);
  expect(without.faults).toEqual([]);
});
