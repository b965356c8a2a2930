import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { planted } from './planted-imports.ts';

const root = join(import.meta.dirname, '..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
const reportSchema = z.object({
  diagnostics: z.array(
    z.object({ filename: z.string(), code: z.string().optional(), help: z.string().optional() }),
  ),
  number_of_files: z.number(),
});

/** Rooms that may use node: and still start and serve no thread by themselves. */
const threadless = ['src/composition', 'src/infrastructure/venues/binance', 'electron'];

/** What a component shows: words of its own are refused, those of a message are not. */
const components = {
  'words-between': '<p>Cancel all</p>',
  'words-read-aloud': '<button aria-label="Cancel all" />',
  'words-chosen': "<p>{props.on ? 'On' : 'Off'}</p>",
  'words-of-a-message': "<p title={say('desk.menu')}>{say('desk.menu')} · {props.value}</p>",
};

/** Where time, chance and the world come through ports. */
const pure = ['src/domain', 'src/ports', 'src/application', 'src/api', 'src/contract'];
const impure = [
  'Date.now()',
  'Math.random()',
  'setTimeout',
  'setInterval',
  'fetch',
  'process',
  'performance',
];
/** In no room. */
const strays = ['src/stray.ts', 'src/infrastructure/stray.ts', 'src/unnamed/stray.ts'];

let house: string;
let report: z.infer<typeof reportSchema>;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'tapedeck-boundaries-'));
  for (const file of ['oxlint.config.ts', 'scripts/literal-words.ts', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(house, file));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  for (const { file, allowed, refused } of planted) {
    plant(file, allowed);
    plant(refusedFile(file), refused);
  }
  for (const room of threadless) plantThread(room);
  plantThread('src/infrastructure/threads');
  for (const name of ['orderTypes', 'newOrder']) {
    const path = join(house, `src/contract/${name}.ts`);
    writeFileSync(path, `import { ${name} } from '#src/domain/order.ts';\nexport const planted = ${name};\n`);
  }
  for (const [name, shown] of Object.entries(components)) {
    const path = join(house, `renderer/controls/${name}.tsx`);
    writeFileSync(path, `export function Planted(props) {\n  return ${shown};\n}\n`);
  }
  plant('src/domain/egg.ts', ['#src/domain/hen.ts']);
  plant('src/domain/hen.ts', ['#src/domain/egg.ts']);
  plantTypeOf('src/domain/key.ts', 'lock');
  plantTypeOf('src/domain/lock.ts', 'key');
  for (const room of ['src/application', 'electron', 'renderer/core']) {
    const dropped = 'export function planted(): void {\n  void Promise.reject(new Error());\n}\n';
    writeFileSync(join(house, room, 'dropped.ts'), dropped);
  }
  for (const room of pure) {
    writeFileSync(join(house, room, 'clock.ts'), `export const planted = () => [${impure.join(', ')}];\n`);
  }
  writeFileSync(join(house, 'src/infrastructure/clock.ts'), 'export const planted = () => Date.now();\n');
  for (const stray of strays) plant(stray, ['#src/infrastructure/venues/paper/b.ts']);
  const dialog = "import { Modal } from '@mantine/core';\nexport const planted = Modal;\n";
  writeFileSync(join(house, 'renderer/panels/chart/dialog.tsx'), dialog);
  report = lint(house);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the import rule of each room', () => {
  it.each(planted)('$file', ({ file, refused }) => {
    expect(restricted(report, file)).toEqual([]);
    expect(restricted(report, refusedFile(file))).toHaveLength(refused.length);
    expect(
      restricted(report, refusedFile(file)).every(({ help }) => help?.includes('may import') === true),
    ).toBe(true);
  });
});

it('sees a thread that is started beside the room of threads', () => {
  for (const room of threadless) expect(restricted(report, `${room}/thread.ts`)).toHaveLength(3);
  expect(restricted(report, 'src/infrastructure/threads/thread.ts')).toEqual([]);
});

it('sees what the contract takes of the domain beside value lists', () => {
  expect(restricted(report, 'src/contract/orderTypes.ts')).toEqual([]);
  expect(restricted(report, 'src/contract/newOrder.ts')).toHaveLength(1);
});

it('sees words that a component says by itself', () => {
  const found = report.diagnostics.filter(({ code }) => code === 'words(no-literal)');

  expect([...new Set(found.map(({ filename }) => filename))].toSorted()).toEqual([
    'renderer/controls/words-between.tsx',
    'renderer/controls/words-chosen.tsx',
    'renderer/controls/words-read-aloud.tsx',
  ]);
});

it('sees a cycle, of types alone too', () => {
  const cycles = report.diagnostics.filter(({ code }) => code === 'import(no-cycle)');

  expect(cycles.map(({ filename }) => filename).toSorted()).toEqual([
    'src/domain/egg.ts',
    'src/domain/hen.ts',
    'src/domain/key.ts',
    'src/domain/lock.ts',
  ]);
});

it('sees a promise that is dropped', () => {
  const dropped = report.diagnostics.filter(({ code }) => code === 'typescript(no-floating-promises)');

  expect(dropped.map(({ filename }) => filename).toSorted()).toEqual([
    'electron/dropped.ts',
    'renderer/core/dropped.ts',
    'src/application/dropped.ts',
  ]);
});

it('sees a clock, chance or the world where they come through ports', () => {
  const found = report.diagnostics.filter(({ code }) => code?.startsWith('eslint(no-restricted-') === true);
  for (const room of pure) {
    const inRoom = found.filter(({ filename }) => filename.replaceAll('\\', '/') === `${room}/clock.ts`);
    expect([room, inRoom.length]).toEqual([room, impure.length]);
  }
  expect(found.filter(({ filename }) => filename.includes('infrastructure/clock.ts'))).toEqual([]);
});

it('sees a file that is in no room', () => {
  for (const stray of strays) expect(restricted(report, stray)).toHaveLength(1);
});

it('sees a dialog that gives no focus back', () => {
  expect(restricted(report, 'renderer/panels/chart/dialog.tsx')).toHaveLength(1);
});

it('has a violation planted in each room', () => {
  const rooms = globSync('{src,src/infrastructure,renderer}/*/', { cwd: root })
    .map((room) => room.replaceAll('\\', '/').replace(/\/$/u, ''))
    .filter((room) => room !== 'src/infrastructure');

  expect(rooms.length).toBeGreaterThan(20);
  expect(rooms.filter((room) => !planted.some(({ file }) => file.startsWith(`${room}/`)))).toEqual([]);
});

it('reads every source file of the real house, and finds each in its room', () => {
  const sources = globSync('{src,electron,renderer,test/venues}/**/*.{ts,tsx}', { cwd: root });

  const real = lint(root);

  expect(sources.length).toBeGreaterThan(0);
  expect(real.number_of_files).toBe(sources.length);
  expect(restricted(real)).toEqual([]);
}, 60_000);

function refusedFile(file: string): string {
  return file.replace('/a.ts', '/refused.ts');
}

function plant(file: string, specifiers: readonly string[]): void {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    specifiers.map((specifier) => `import '${specifier}';\n`).join('') + 'export const planted = true;\n',
  );
}

function plantTypeOf(file: string, other: string): void {
  const type = `import type { Planted } from '#src/domain/${other}.ts';\nexport type { Planted };\n`;
  writeFileSync(join(house, file), type);
}

function plantThread(room: string): void {
  const names = 'MessageChannel, Worker, parentPort, workerData';
  const uses = `export const planted = [${names}];\n`;
  mkdirSync(join(house, room), { recursive: true });
  writeFileSync(join(house, room, 'thread.ts'), `import { ${names} } from 'node:worker_threads';\n${uses}`);
}

function lint(folder: string): z.infer<typeof reportSchema> {
  const rooms = ['src', 'electron', 'renderer', 'test/venues'].filter((room) =>
    existsSync(join(folder, room)),
  );
  const args = [oxlint, '--format=json', ...rooms];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return reportSchema.parse(JSON.parse(stdout));
}

function restricted({ diagnostics }: z.infer<typeof reportSchema>, file?: string) {
  return diagnostics.filter(
    ({ code, filename }) =>
      code === 'eslint(no-restricted-imports)' &&
      (file === undefined || filename.replaceAll('\\', '/') === file),
  );
}
