import { describe, expect, it } from 'vitest';
import { readFile, told, toldEntry } from '#test/infrastructure/importing/csv/read-file.ts';

export type Sample = {
  readonly file: readonly string[];
  readonly format: string;
  readonly fills: readonly string[];
  readonly entries?: readonly string[];
  /** Lines that are passed over. */
  readonly skipped?: readonly number[];
  /** Lines with errors. */
  readonly invalid?: readonly number[];
};

/** One file a variant of a source's export, written for the test. */
export function describeSamples(samples: Readonly<Record<string, Sample>>): void {
  describe.each(Object.entries(samples))('%s', (_name, sample) => {
    const text = sample.file.join('\n');

    it('is recognised, and every row is a fill, an entry, skipped or an error', () => {
      const read = readFile(text);
      expect(read.format?.id).toBe(sample.format);
      expect(read.fills.map(told)).toEqual(sample.fills);
      expect(read.entries.map(toldEntry)).toEqual(sample.entries ?? []);
      expect(read.skippedRows.map(({ line }) => line)).toEqual(sample.skipped ?? []);
      expect([...new Set(read.problems.map(({ line }) => line))]).toEqual(sample.invalid ?? []);
    });

    it('is the same with Windows line breaks and in pieces of any size', () => {
      const ofUnix = readFile(text);
      const ofWindows = readFile(text.replaceAll('\n', '\r\n'));
      expect(ofWindows).toEqual({ ...ofUnix, digest: ofWindows.digest });
      for (const size of [1, 7, 64]) expect(readFile(text.replaceAll('\n', '\r\n'), size)).toEqual(ofWindows);
    });
  });
}
