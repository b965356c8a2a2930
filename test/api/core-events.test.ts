import { expect, it } from 'vitest';
import { createCoreEvents } from '#src/api/core-events.ts';
import { createEventHub } from '#src/api/event-hub.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

it('the core says at once and every second that it lives, until nobody listens', async () => {
  const clock = createFakeClock(0);
  const events = createCoreEvents(createEventHub('first'), () => undefined, clock);
  const signs: number[] = [];
  const end = events.subscribe('alive', {}, ({ at }) => void signs.push(at));
  await clock.advance(10_000);
  expect(signs).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((second) => second * 1000));
  end();
  expect(clock.pending()).toBe(0);
});
