import { expect, test } from 'vitest';
import { createBeat } from '#src/api/beat.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

test('whoever waits is told at the same moment, three times a second at most', async () => {
  const clock = createFakeClock(0);
  const beat = createBeat(clock);
  const told: string[] = [];
  const tell = (name: string) => () => told.push(`${name} ${clock.monotonic()}`);
  const [first, second] = [tell('first'), tell('second')];

  beat.next(first);
  beat.next(first);
  await clock.advance(100);
  beat.next(second);
  await clock.advance(233);
  expect(told).toEqual(['first 333', 'second 333']);

  await clock.advance(400);
  beat.next(second);
  await clock.advance(300);
  expect(told.slice(2)).toEqual(['second 999']);
});

test('no timer runs while nobody waits', async () => {
  const clock = createFakeClock(0);
  const beat = createBeat(clock);
  const told: string[] = [];
  const [stays, leaves] = [() => told.push('stays'), () => told.push('leaves')];
  beat.next(stays);
  beat.next(leaves);
  beat.leave(leaves);
  await clock.advance(1000);
  expect(told).toEqual(['stays']);
  beat.next(leaves);
  beat.leave(leaves);
  expect(clock.pending()).toBe(0);
});
