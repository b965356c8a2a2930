import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepWindowStates } from '#electron/window-state.ts';

function pathForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'window-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'window.json');
}

function openWindow() {
  const events = new EventEmitter();
  return {
    on: (event: 'close', listener: () => void) => events.on(event, listener),
    getNormalBounds: () => ({ x: 1, y: 2, width: 800, height: 600 }),
    isMaximized: () => false,
    close: () => events.emit('close'),
  };
}

/** The windows that are open again after the program was left with these two. */
function leftWithTwo(path: string): readonly string[] {
  const states = keepWindowStates(path);
  const windows = ['', '2'].map((fragment) => {
    const window = openWindow();
    states.keep(fragment, window);
    return window;
  });
  states.leave();
  for (const window of windows) window.close();
  return keepWindowStates(path).fragments();
}

it('windows that were open are opened again', () => {
  expect(leftWithTwo(pathForTest())).toEqual(['', '2']);
});

it.runIf(process.platform !== 'win32')('the file is for its owner alone', () => {
  const path = pathForTest();
  expect(leftWithTwo(path)).toEqual(['', '2']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('a folder in the place of the file costs the places of the windows, and nothing else', () => {
  const path = pathForTest();
  mkdirSync(path);
  expect(leftWithTwo(path)).toEqual(['']);
});

it.runIf(process.platform !== 'win32')('what a link in its place leads to stays as it is', () => {
  const path = pathForTest();
  writeFileSync(`${path}-of-another`, '[]');
  symlinkSync(`${path}-of-another`, path);
  expect(leftWithTwo(path)).toEqual(['', '2']);
  expect(readFileSync(`${path}-of-another`, 'utf8')).toBe('[]');
});

it.runIf(process.platform !== 'win32')('a pipe in its place is not waited for', () => {
  const path = pathForTest();
  execFileSync('mkfifo', [path]);
  expect(leftWithTwo(path)).toEqual(['', '2']);
});
