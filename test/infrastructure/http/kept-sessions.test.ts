import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { keepSessions, readKeptSessions, sayThere } from '#src/infrastructure/http/kept-sessions.ts';

const kept = { port: 4040, sessions: [{ id: 'a', digest: 'b', usedAt: 1 }] };

function fileIn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-sessions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'sign-in-sessions');
}

describe('the kept sessions', () => {
  it('are not read from a file that is longer than ours', () => {
    const file = fileIn();
    writeFileSync(file, JSON.stringify(kept) + ' '.repeat(2 << 20));
    expect(readKeptSessions(file)).toBeUndefined();
    truncateSync(file, JSON.stringify(kept).length);
    expect(readKeptSessions(file)).toEqual(kept);
  });

  it('are those of before a restart, and not of before a longer time in which another program could have the port', () => {
    const file = fileIn();
    keepSessions(file, kept);
    const now = Date.now() / 1000;
    for (const [seconds, expected] of [
      [30, kept],
      [90, undefined],
      // The clock was set back since.
      [-90, undefined],
    ] as const) {
      utimesSync(file, now - seconds, now - seconds);
      expect(readKeptSessions(file)).toEqual(expected);
    }
    sayThere(file);
    expect(readKeptSessions(file)).toEqual(kept);
  });

  it.runIf(process.platform !== 'win32').each([
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
    ['a link', (file: string) => symlinkSync(`${file}-precious`, file)],
  ])('are neither read from nor written to %s', (_what, lay) => {
    const file = fileIn();
    const foreign = JSON.stringify(kept);
    writeFileSync(`${file}-precious`, foreign);
    lay(file);
    expect(readKeptSessions(file)).toBeUndefined();
    keepSessions(file, { ...kept, port: 4041 });
    expect(readKeptSessions(file)?.port).toBe(4041);
    expect(readFileSync(`${file}-precious`, 'utf8')).toBe(foreign);
  });
});
