import { expect, test } from 'vitest';
import { importChunk } from '#src/contract/imports.ts';
import { uploadFile } from '#renderer/pages/import/upload-file.ts';
import { createFakeCore } from '#test/renderer/core/fake-core.ts';

const preview = {
  importId: 'i1',
  fileName: 'fills.csv',
  currency: 'USD',
  format: 'Fills',
  rows: [],
  errors: [],
  skippedRows: [],
  entries: 0,
  skipped: 0,
  valid: 0,
  invalid: 0,
  inNone: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
  inNew: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
  inTrading: [],
  earlier: [],
  inAccounts: [],
  alikes: [],
  alikeMovements: [],
  questions: [],
  symbols: [],
};

/** Answers whatever is asked, and keeps the texts that came. */
function createReceiver() {
  const core = createFakeCore({
    'imports.begin': () => ({ importId: 'i1' }),
    'imports.chunk': () => ({}),
    'imports.preview': () => preview,
  });
  const texts: string[] = [];
  async function answerUntil(done: Promise<unknown>): Promise<void> {
    const progress = { open: true };
    const end = done.finally(() => {
      progress.open = false;
    });
    while (progress.open) {
      const [question] = core.asked;
      if (question?.name === 'imports.chunk') texts.push(importChunk.parse(question.input).text);
      await core.answer();
      await new Promise((settled) => setImmediate(settled));
    }
    await end;
  }
  return { client: core.connection.client, texts, answerUntil };
}

test('the pieces put together are the file, a character cut in two included', async () => {
  const text = `time,symbol\n${'é,₿,漢;'.repeat(60_000)}`;
  const { client, texts, answerUntil } = createReceiver();
  const reached: number[] = [];
  const file = new File([text], 'fills.csv');
  const answer = uploadFile(client, file, {
    mapping: undefined,
    answers: {},
    signal: new AbortController().signal,
    onBegun: () => undefined,
    onProgress: (bytes) => reached.push(bytes),
  });
  await answerUntil(answer);
  expect(await answer).toEqual({ ok: true, value: preview });
  expect(texts.length).toBeGreaterThan(2);
  expect(texts.join('')).toBe(text);
  expect(reached.at(-1)).toBe(file.size);
});

test('a file that was changed since it was chosen ends in words', async () => {
  const { client, answerUntil } = createReceiver();
  const gone = new DOMException('The requested file could not be read', 'NotReadableError');
  const file = new File(['time,symbol'], 'fills.csv');
  const piece = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(gone) });
  const answer = uploadFile(client, Object.assign(file, { slice: () => piece }), {
    mapping: undefined,
    answers: {},
    signal: new AbortController().signal,
    onBegun: () => undefined,
    onProgress: () => undefined,
  });
  await answerUntil(answer);
  expect(await answer).toEqual({
    ok: false,
    error: { code: 'UNREADABLE_FILE', problem: { code: 'FILE_CHANGED' } },
  });
});

test('an upload that was cancelled sends nothing more', async () => {
  const { client, texts, answerUntil } = createReceiver();
  const controller = new AbortController();
  const answer = uploadFile(client, new File(['x'.repeat(400_000)], 'fills.csv'), {
    mapping: undefined,
    answers: {},
    signal: controller.signal,
    onBegun: () => undefined,
    onProgress: () => controller.abort(),
  });
  await answerUntil(answer);
  expect((await answer).ok).toBe(false);
  expect(texts).toHaveLength(1);
});
