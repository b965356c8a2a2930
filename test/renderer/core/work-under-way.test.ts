import { expect, test } from 'vitest';
import { workHeard, type WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { percentOf, timeLeft } from '#renderer/words/work-words.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

function heard(...told: readonly (readonly [done: number, now: number])[]): WorkUnderWay {
  const [[done, now] = [0, 0], ...later] = told;
  return later.reduce(
    (work, [next, at]) => workHeard(work, { done: next, total: 100 }, at),
    workHeard(undefined, { done, total: 100 }, now),
  );
}

test('what is left is told at the pace since the first word, wherever that was', () => {
  expect(timeLeft(heard([0, 0], [10, 1_000], [25, 4_000]))).toBe('about 12s left');
  expect(timeLeft(heard([60, 0], [80, 10_000]))).toBe('about 10s left');
});

test('nothing is told before there is a pace, or when all is done', () => {
  expect(timeLeft(heard([0, 0]))).toBeUndefined();
  expect(timeLeft(heard([0, 0], [50, 500]))).toBeUndefined();
  expect(timeLeft(heard([50, 0], [50, 60_000]))).toBeUndefined();
  expect(timeLeft(heard([0, 0], [100, 60_000]))).toBeUndefined();
});

test('the share is between nothing and all', () => {
  expect(percentOf(undefined)).toBe(0);
  expect(percentOf({ ...heard([0, 0]), total: 0 })).toBe(0);
  expect(percentOf(heard([25, 0]))).toBe(25);
  expect(percentOf(heard([130, 0]))).toBe(100);
});
