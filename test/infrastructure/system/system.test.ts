import { execFileSync, spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchEventLoopDelay } from '#src/infrastructure/system/event-loop-delay.ts';
import { createLogFile } from '#src/infrastructure/system/log-file.ts';
import { createPinoLog } from '#src/infrastructure/system/pino-log.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';

it('the clock calls once, and not at all when called off', async () => {
  const clock = createSystemClock();
  const called: string[] = [];
  const callOff = clock.after(0, () => called.push('called off'));
  callOff();

  const start = clock.monotonic();
  await new Promise<void>((resolve) => {
    clock.after(1, () => {
      called.push('called');
      resolve();
    });
  });

  expect(called).toEqual(['called']);
  expect(clock.monotonic()).toBeGreaterThan(start);
});

it('a delay longer than the runtime takes does not fire at once', async () => {
  const clock = createSystemClock();
  let fired = false;
  const callOff = clock.after(2 ** 40, () => {
    fired = true;
  });
  await new Promise<void>((resolve) => {
    clock.after(5, resolve);
  });
  callOff();

  expect(fired).toBe(false);
});

it('a moment that has passed meanwhile is now, and no warning of the runtime', async () => {
  const clock = createSystemClock();
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  await new Promise<void>((resolve) => {
    clock.after(-0.5, resolve);
  });
  await new Promise((resolve) => {
    setImmediate(resolve);
  });

  expect(warnings).toEqual([]);
});

it('ids are unique and sort as they were made, also when the clock is set back', () => {
  let now = 1_700_000_000_000;
  const ids = createUlidIds({ now: () => now });
  const made = Array.from({ length: 2000 }, (_, index) => {
    now += index % 3 === 0 ? -5 : 1;
    return ids.next();
  });

  expect(new Set(made).size).toBe(made.length);
  expect(made.toSorted()).toEqual(made);
  expect(made.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
});

it('the log holds the entries, errors with their stacks, and no secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'tapedeck.log');
  const canary = 'canary-4f1c';
  const { log, close } = createPinoLog({ path, level: 'info' });

  log.info('signed in', {
    apiKey: canary,
    headers: { Authorization: `Bearer ${canary}` },
    url: `https://x/y?symbol=A&signature=${canary}&a=1`,
    nested: [{ secretKey: canary }],
    size: 10n,
  });
  log.info(`asked ws://x/?token=${canary}`, {
    error: new TypeError('no such thing', { cause: { password: canary } }),
  });
  close();

  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain(canary);
  const [first, second] = text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(first).toMatchObject({
    msg: 'signed in',
    url: 'https://x/y?symbol=A&signature=[redacted]&a=1',
    size: '10',
  });
  expect(second).toMatchObject({
    error: { name: 'TypeError', message: 'no such thing', stack: expect.any(String) },
  });
  expect(statSync(path).mode & 0o077).toBe(0);
});

it('the log and the terminal are told no command, and no text turns around what stands beside it', () => {
  const path = fileIn();
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  const { log, close } = createPinoLog({ path, level: 'info' });
  log.warn('gnp\u202E \u009B2J \x1B[2J \u2028{"level":60}', { folder: '/w/\u2066x\n\x7F' });
  close();

  for (const text of [readFileSync(path, 'utf8'), String(written.mock.calls[0]?.[0])]) {
    expect(text).toMatch(/^[ -~‹›]+\n$/);
    expect(JSON.parse(text)).toMatchObject({
      msg: 'gnp‹U+202E› ‹U+009B›2J \x1B[2J ‹U+2028›{"level":60}',
      folder: '/w/‹U+2066›x\n‹U+007F›',
    });
  }
});

it('the level leaves out what is below it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'deep', 'tapedeck.log');
  const { log, close } = createPinoLog({ path, level: 'error' });
  log.info('quiet');
  close();

  expect(readFileSync(path, 'utf8')).toBe('');
});

function block(): void {
  const until = performance.now() + 80;
  while (performance.now() < until);
}

it('a blocked main thread shows in its delay', async () => {
  const delay = watchEventLoopDelay();
  onTestFinished(() => delay.close());

  const blocking = setInterval(block, 40);
  onTestFinished(() => clearInterval(blocking));

  await expect.poll(() => delay.read().max, { interval: 400, timeout: 10_000 }).toBeGreaterThan(50);
});

// A device, which is never moved, and what a disk answers that is broken.
it.runIf(process.platform === 'linux').each(['/dev/full', '/proc/self/mem'])(
  'a log that cannot be written ends nothing: %s',
  async (path) => {
    const { log, close } = createPinoLog({ path, level: 'info' });
    for (let line = 0; line < 100; line += 1) log.info('a line for which there is no space', { line });
    expect(close).not.toThrow();
    // An error that nobody hears would end the process in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  },
);

function fileIn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'tapedeck.log');
}

/** Root may, where the system lets it. */
function isMountAllowed(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-mount-'));
  try {
    const isMounted = spawnSync('mount', ['--bind', folder, folder]).status === 0;
    if (isMounted) execFileSync('umount', [folder]);
    return isMounted;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a log file', () => {
  it('is rotated while it is written, and all of them together are bounded', () => {
    const path = fileIn();
    const file = createLogFile(path, { longest: 1000, files: 3 });
    for (let line = 0; line < 500; line += 1) file.write(`${String(line).padStart(99)}\n`);
    file.close();
    const names = readdirSync(dirname(path)).toSorted();
    expect(names).toEqual(['tapedeck.log', 'tapedeck.log.1', 'tapedeck.log.2']);
    for (const name of names) expect(statSync(join(dirname(path), name)).size).toBeLessThanOrEqual(1000);
    const kept = ['.2', '.1', ''].map((end) => readFileSync(`${path}${end}`, 'utf8')).join('');
    expect(kept.trim().split(/\s+/)).toEqual(Array.from({ length: 30 }, (_, line) => String(470 + line)));
  });

  it('goes on in the file that was there, for its owner alone', () => {
    const path = fileIn();
    for (const line of ['one\n', 'two\n']) {
      const file = createLogFile(path);
      file.write(line);
      file.close();
    }
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it.runIf(process.platform !== 'win32').each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['renamed', (path) => renameSync(path, `${path}.old`)],
    ['replaced by a pipe', (path) => void execFileSync('sh', ['-c', 'rm "$0" && mkfifo "$0"', path])],
    ['replaced by a folder', (path) => void execFileSync('sh', ['-c', 'rm "$0" && mkdir "$0"', path])],
    [
      'replaced by another',
      (path) => void execFileSync('sh', ['-c', 'cp "$0" "$0+" && mv "$0+" "$0"', path]),
    ],
  ])('that is %s while it is written has the next line in its place', (_what, act) => {
    const path = fileIn();
    const file = createLogFile(path);
    file.write('one\n');
    act(path);
    file.write('two\n');
    file.write('three\n');
    file.close();
    expect(statSync(path).isFile()).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(/two\nthree\n$/);
  });

  it.runIf(isMountAllowed())(
    'that is mounted from elsewhere, and so cannot be renamed, is rotated all the same',
    () => {
      const path = fileIn();
      writeFileSync(path, '');
      writeFileSync(`${path}-elsewhere`, '');
      execFileSync('mount', ['--bind', `${path}-elsewhere`, path]);
      onTestFinished(() => void execFileSync('umount', [path]));
      const file = createLogFile(path, { longest: 1000, files: 3 });
      for (let line = 0; line < 15; line += 1) file.write(`${String(line).padStart(99)}\n`);
      file.close();
      const kept = ['.1', ''].map((end) => readFileSync(`${path}${end}`, 'utf8')).join('');
      expect(kept.trim().split(/\s+/)).toEqual(Array.from({ length: 15 }, (_, line) => String(line)));
    },
  );

  describe.runIf(process.platform !== 'win32')('where something else stands', () => {
    it.each([
      ['a pipe', (path: string) => void execFileSync('mkfifo', [path])],
      ['a link', (path: string) => symlinkSync(`${path}-precious`, path)],
      ['a folder', (path: string) => mkdirSync(path)],
    ])('is written beside it, and says so: %s', (_what, lay) => {
      const path = fileIn();
      writeFileSync(`${path}-precious`, 'precious');
      lay(path);
      const file = createLogFile(path);
      file.write('one\n');
      file.close();
      expect(readFileSync(`${path}-precious`, 'utf8')).toBe('precious');
      expect(lstatSync(path).isFile()).toBe(true);
      expect(lstatSync(`${path}.no-file`).isFile()).toBe(false);
      const lines = readFileSync(path, 'utf8').trim().split('\n');
      expect(lines).toEqual([expect.stringContaining('tapedeck.log.no-file'), 'one']);
    });
  });

  it('is rotated also where folders stand in the places of older ones, which stay what they are', () => {
    const path = fileIn();
    for (const number of [1, 2]) {
      mkdirSync(`${path}.${number}`);
      writeFileSync(join(`${path}.${number}`, 'precious'), String(number));
    }
    const file = createLogFile(path, { longest: 200, files: 3 });
    for (const line of ['first', 'second', 'third', 'fourth']) file.write(`${line.padEnd(180)}\n`);
    file.close();
    const kept = ['.2', '.1', ''].map((end) => readFileSync(`${path}${end}`, 'utf8').trim());
    expect(kept).toEqual(['second', 'third', 'fourth']);
    for (const number of [1, 2])
      expect(readFileSync(join(`${path}.${number}.no-file`, 'precious'), 'utf8')).toBe(String(number));
  });

  it('says how much was lost once it can be written again', () => {
    const path = fileIn();
    const file = createLogFile(path, { longest: 200, files: 2 });
    file.write(`${'first'.padEnd(180)}\n`);
    // The next line rotates, and there is no folder to make the file in.
    renameSync(dirname(path), `${dirname(path)}-away`);
    for (const line of ['second', 'third']) file.write(`${line.padEnd(180)}\n`);
    renameSync(`${dirname(path)}-away`, dirname(path));
    file.write('fourth\n');
    file.close();
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines).toEqual([expect.stringContaining('"dropped":2'), 'fourth']);
  });
});
