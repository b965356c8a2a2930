/** Archives that no program of ours makes: each is refused, in words, soon, and leaves nothing. */
import { gzipSync } from 'node:zlib';

import { tarEnd } from '#src/infrastructure/persistence/sqlite/operations/tar.ts';
import { archiveOf, entryOf, rawHeader, type TarFile } from './made-archive.ts';

export type HostileArchive = {
  readonly name: string;
  /** Made from the files of a workspace that is as it should be. */
  make(files: readonly TarFile[]): Buffer;
  readonly says: RegExp;
};

/** Offsets in a header. */
const [nameAt, sizeAt, typeAt, linkAt] = [0, 124, 156, 157];
const mebibyte = 1024 * 1024;

function header(
  name: string,
  says: RegExp,
  fields: Readonly<Record<number, string | Buffer>>,
): HostileArchive {
  return { name, says, make: () => gzipSync(rawHeader(fields)) };
}

function named(path: string): HostileArchive {
  return {
    name: `a file called ${JSON.stringify(path)}`,
    says: /which no workspace does|twice|ends too early|not an archive/,
    make: ([manifest, ...rest]) =>
      archiveOf([
        ...(manifest === undefined ? [] : [manifest]),
        { name: path, content: Buffer.from('x') },
        ...rest,
      ]),
  };
}

function ofType(type: string, what: string): HostileArchive {
  return header(`an entry that is ${what}`, new RegExp(`is ${what}`), {
    [typeAt]: type,
    [linkAt]: '/etc/passwd',
  });
}

function ofSize(text: string | Buffer, what: string): HostileArchive {
  return header(`a size that is ${what}`, /the size of "manifest\.json" in it is none/, { [sizeAt]: text });
}

export const hostileArchives: readonly HostileArchive[] = [
  ofSize('-1\0\0\0\0\0\0\0\0\0\0', 'minus one'),
  ofSize('-0000000001\0', 'minus one, written wide'),
  ofSize('+0000000001\0', 'signed'),
  ofSize('0x0000000ff\0', 'hexadecimal'),
  ofSize('1e10\0\0\0\0\0\0\0\0', 'an exponent'),
  ofSize('99999999999\0', 'no octal number'),
  ofSize('\0'.repeat(12), 'empty'),
  ofSize('777777777777', 'sixty-four gibibytes'),
  ofSize(
    Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    'minus one, in binary',
  ),
  ofSize(Buffer.from([0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), 'huge, in binary'),
  header('a manifest of eight gibibytes', /manifest\.json is too large/, { [sizeAt]: '77777777777\0' }),
  ofType('1', 'a link'),
  ofType('2', 'a link'),
  ofType('3', 'a device'),
  ofType('4', 'a device'),
  ofType('5', 'a folder'),
  ofType('6', 'a pipe'),
  ofType('S', 'a sparse file'),
  ofType('x', 'no file'),
  ofType('g', 'no file'),
  ofType('L', 'no file'),
  ofType('\0', 'no file'),
  header('a name that does not end', /holds "x{100}", which no workspace does/, {
    [nameAt]: 'x'.repeat(100),
  }),
  ...[
    '../record.sqlite',
    '/etc/record.sqlite',
    './record.sqlite',
    'record.sqlite/',
    '..\\record.sqlite',
    'C:\\record.sqlite',
    'C:record.sqlite',
    '\\\\server\\share\\record.sqlite',
    'a/../../record.sqlite',
    'record.sqlite-wal',
    'workspace.lock',
    'audit-notes.jsonl',
    'restore-under-way',
    'backups/x/manifest.json',
    'RECORD.SQLITE',
    'record.sqlite.',
    'record.sqlite::$DATA',
    'con',
    '.',
    '..',
    '%2e%2e/record.sqlite',
    'record.sqlite\u202E',
    'record.sqlite',
    'manifest.json',
  ].map(named),
  {
    name: 'everything twice',
    says: /twice/,
    make: (files) => archiveOf([...files.slice(0, 2), ...files]),
  },
  {
    name: 'a bomb behind its end',
    says: /ends too early/,
    make: () => gzipSync(Buffer.concat([tarEnd, Buffer.alloc(64 * mebibyte)])),
  },
  {
    name: 'a bomb that its manifest does not tell of',
    says: /has changed since it was made|would write/,
    make: (files) => archiveOf(files.map((file) => (file.name === 'market.sqlite' ? swollen(file) : file))),
  },
  {
    name: 'a manifest nested 8,000 deep',
    says: /cannot be understood/,
    make: (files) => archiveOf(withManifest(files, '['.repeat(8_000) + ']'.repeat(8_000))),
  },
  {
    name: 'a manifest that is no JSON',
    says: /cannot be understood/,
    make: (files) => archiveOf(withManifest(files, 'x')),
  },
  {
    name: 'a manifest of which a size is minus one',
    says: /cannot be understood|has changed since it was made/,
    make: (files) => archiveOf(withManifest(files, manifestIn(files).replace(/"bytes":\d+/, '"bytes":-1'))),
  },
  {
    name: 'half of a header',
    says: /ends too early/,
    make: (files) => gzipSync(Buffer.concat(files.flatMap(entryOf)).subarray(0, 700)),
  },
  { name: 'nothing', says: /ends too early/, make: () => gzipSync(Buffer.alloc(0)) },
  { name: 'no compression', says: /not compressed/, make: (files) => Buffer.concat(files.flatMap(entryOf)) },
  {
    name: 'a database that is none',
    says: /is not a database|has changed|is damaged/,
    make: (files) =>
      archiveOf(
        files.map((file) => (file.name === 'manifest.json' ? file : { ...file, content: Buffer.from('x') })),
      ),
  },
];

function swollen({ name, content }: TarFile): TarFile {
  return { name, content: Buffer.concat([content, Buffer.alloc(64 * mebibyte)]) };
}

function withManifest(files: readonly TarFile[], text: string): readonly TarFile[] {
  return files.map((file) =>
    file.name === 'manifest.json' ? { ...file, content: Buffer.from(text) } : file,
  );
}

function manifestIn(files: readonly TarFile[]): string {
  return files.find(({ name }) => name === 'manifest.json')?.content.toString() ?? '';
}
