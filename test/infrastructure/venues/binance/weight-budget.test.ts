import { expect, test } from 'vitest';

import { createWeightBudget } from '#src/infrastructure/venues/weight-budget.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

function budget(perMinute = 6000) {
  const clock = createFakeClock(0);
  return { clock, budget: createWeightBudget(clock, perMinute) };
}

test('books leave room for questions, and questions for orders', () => {
  const { budget: weights } = budget();
  weights.spend(1)(4200);
  expect([weights.wait(50, 'book'), weights.wait(50, 'question')]).toEqual([60_000, 0]);
  weights.spend(1)(5900);
  expect([weights.wait(2, 'question'), weights.wait(50, 'question')]).toEqual([0, 60_000]);
});

test('what is under way counts before the venue has said so', () => {
  const { budget: weights } = budget(100);
  const answered = weights.spend(50);
  expect(weights.wait(50, 'book')).toBe(60_000);
  answered(10);
  expect(weights.wait(50, 'book')).toBe(0);
});

test('a minute ends a minute after it was first heard of, however often it is heard of', async () => {
  const { clock, budget: weights } = budget();
  weights.spend(1)(4000);
  await clock.advance(59_000);
  weights.spend(1)(4190);
  expect(weights.wait(50, 'book')).toBe(1_000);
  await clock.advance(1_000);
  expect(weights.wait(50, 'book')).toBe(0);
});

test('a minute that the venue has begun meanwhile is begun', async () => {
  const { clock, budget: weights } = budget();
  weights.spend(1)(4199);
  await clock.advance(30_000);
  weights.spend(1)(5);
  weights.spend(1)(4199);
  expect(weights.wait(50, 'book')).toBe(60_000);
});

test('the limit is the one that the venue announces, and what is dearer than a share goes out alone', async () => {
  const { clock, budget: weights } = budget();
  weights.limit(60);
  expect(weights.wait(50, 'book')).toBe(0);
  weights.spend(50)(50);
  expect(weights.wait(50, 'book')).toBe(60_000);
  await clock.advance(60_000);
  expect(weights.wait(50, 'book')).toBe(0);
});

test('nothing is asked while the venue has said to wait', () => {
  const { budget: weights } = budget();
  weights.block(30_000);
  weights.block(10_000);
  expect(weights.wait(1, 'question')).toBe(30_000);
});
