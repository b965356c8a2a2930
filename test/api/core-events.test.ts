import { expect, it } from 'vitest';
import { createCoreEvents } from '#src/api/core-events.ts';
import { createEventHub } from '#src/api/event-hub.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

it('the core says every second that it lives, until nobody listens', async () => {
  const clock = createFakeClock(0);
  const events = createCoreEvents(createEventHub('first'), () => undefined, clock);
  let signs = 0;
  const end = events.subscribe('alive', {}, () => {
    signs += 1;
  });
  await clock.advance(10_000);
  expect(signs).toBe(10);
  end();
  expect(clock.pending()).toBe(0);
});
