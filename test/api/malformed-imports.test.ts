import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat } from '#renderer/format/format.ts';
import { fileProblemWords } from '#renderer/words/file-problem-words.ts';
import { say } from '#renderer/words/say.ts';
import { rowEndWords } from '#renderer/words/row-words.ts';
import { speakEnglish } from '#test/renderer/english.ts';
import { everything, good, importDesk, type ImportHandlers } from './import-desk.ts';
import { malformed } from './malformed-files.ts';

describe('importing a malformed file', () => {
  it('ends in errors that name the thing, and leaves the record as it was', async () => {
    const { store, handlers, begin, told } = await importDesk();
    await handlers['imports.commit']({ importId: await begin(good), accountName: 'Binance' });
    told.length = 0;
    speakEnglish();
    const before = await everything(store);
    await fc.assert(
      fc.asyncProperty(malformed, fc.integer({ min: 1, max: 300 }), async (text, pieceSize) => {
        const importId = await begin(text, 'broken.csv', pieceSize);
        const preview = await handlers['imports.preview']({ importId });
        const commit = await handlers['imports.commit']({ importId, accountName: 'Broken' });
        const complaints = complaintsOf(preview);
        expect(complaints.length).toBeGreaterThan(0);
        for (const complaint of complaints) expect(complaint).toMatch(wellSaid);
        expect(commit.ok ? commit.value.imported : 0).toBe(0);
        await handlers['imports.discard']({ importId });
      }),
      { numRuns: 3_000 },
    );
    expect(told).toEqual([]);
    expect(await everything(store)).toBe(before);
  }, 120_000);
});

/** The file is complained of as a whole, or each of its rows by line and column, with what to write instead. */
const wellSaid =
  /^(?:file: [A-Z].+\.|line (?:[2-9]|\d{2,}), [^:]+: .+(?:[wW]rite|[rR]emove) .+\.|line (?:[2-9]|\d{2,}) passed over: [“A-Z].+\.|[1-9]\d* rows wait: .+\?)$/s;
const format = createFormat('comma-point', 'utc', false);

function complaintsOf(preview: Awaited<ReturnType<ImportHandlers['imports.preview']>>): readonly string[] {
  if (preview.ok) {
    const { valid, errors, skippedRows, questions } = preview.value;
    if (valid > 0) return [];
    return [
      ...errors.map(
        ({ line, column, problem }) => `line ${line}, ${column}: ${rowEndWords(problem, format)}`,
      ),
      ...questions.map(
        ({ rows, about, example, line = 0 }) =>
          `${rows} rows wait: ${say(`imports.ask_${about}`, { example, line })}`,
      ),
      ...skippedRows.map(({ line, reason }) => `line ${line} passed over: ${rowEndWords(reason, format)}`),
    ];
  }
  if (preview.error.code === 'UNREADABLE_FILE') return [`file: ${fileProblemWords(preview.error.problem)}`];
  if (preview.error.code !== 'UNKNOWN_FORMAT') return [];
  return [`file: The columns are not known: ${preview.error.header.length}.`];
}
