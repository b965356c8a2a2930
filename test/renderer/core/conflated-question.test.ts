import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConflatedQuestion } from '#renderer/core/conflated-question.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each question stays under way until the test answers it. */
function asked() {
  const questions: string[] = [];
  const open: (() => void)[] = [];
  const question = createConflatedQuestion((input: string) => {
    questions.push(input);
    return new Promise<void>((resolve) => open.push(resolve));
  }, 500);
  return {
    question,
    questions,
    answer: async () => {
      open.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('nothing is asked before there is a question, whatever moves', async () => {
  const { question, questions } = asked();
  question.want(undefined);
  question.again();
  await vi.advanceTimersByTimeAsync(5000);
  expect(questions).toEqual([]);
});

test('of what changes while an answer is awaited only the latest is asked', async () => {
  const { question, questions, answer } = asked();
  question.want('1');
  question.want('12');
  question.want('125');
  expect(questions).toEqual(['1']);
  await answer();
  expect(questions).toEqual(['1', '125']);
});

test('a market that ticks twenty times a second is asked about twice', async () => {
  const { question, questions, answer } = asked();
  question.want('a market order');
  await answer();
  for (let tick = 0; tick < 40; tick += 1) {
    question.again();
    await vi.advanceTimersByTimeAsync(50);
    await answer();
  }
  // Two seconds: the first question, and then one each 500 ms.
  expect(questions).toHaveLength(1 + 2000 / 500);
});

test('the last tick is not lost', async () => {
  const { question, questions, answer } = asked();
  question.want('a market order');
  await answer();
  question.again();
  expect(questions).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(questions).toHaveLength(2);
});

test('once it is stopped nothing is asked any more', async () => {
  const { question, questions, answer } = asked();
  question.want('a market order');
  question.again();
  question.stop();
  await answer();
  await vi.advanceTimersByTimeAsync(5000);
  expect(questions).toHaveLength(1);
});
