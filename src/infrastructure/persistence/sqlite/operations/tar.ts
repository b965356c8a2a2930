/** The parts of the POSIX ustar format that an archive of a few plain files needs; any tar can read it. */
import { IntegrityError } from '#src/ports/store-errors.ts';

export type TarEntry = { readonly name: string; readonly bytes: number; readonly modifiedAt: number };

export const blockSize = 512;
/** The widest size that a header can tell: 8 GiB. */
export const largestFile = 0o77777777777;
/** Two empty blocks. */
export const tarEnd = Buffer.alloc(2 * blockSize);

/** name, mode, uid, gid, size, mtime, checksum, type: offsets and widths in the header. */
const fields = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const;
type Field = keyof typeof fields;

/** By their letter in a header; none is ever made of them. */
const otherKinds: Readonly<Record<string, string>> = {
  '1': 'a link',
  '2': 'a link',
  '3': 'a device',
  '4': 'a device',
  '5': 'a folder',
  '6': 'a pipe',
  S: 'a sparse file',
};

export function tarHeader({ name, bytes, modifiedAt }: TarEntry): Buffer {
  const header = Buffer.alloc(blockSize);
  const write = (field: Field, text: string): void => void header.write(text, fields[field][0], 'latin1');
  const octal = (field: Field, value: number): void =>
    write(field, `${value.toString(8).padStart(fields[field][1] - 1, '0')}\0`);
  write('name', name);
  octal('mode', 0o644);
  octal('uid', 0);
  octal('gid', 0);
  octal('size', bytes);
  octal('mtime', Math.floor(modifiedAt / 1000));
  write('type', '0');
  write('magic', 'ustar\x0000');
  write('checksum', `${checksumOf(header).toString(8).padStart(6, '0')}\0 `);
  return header;
}

/** The bytes that fill up the last block of a file. */
export function paddingAfter(bytes: number): number {
  return (blockSize - (bytes % blockSize)) % blockSize;
}

/** Undefined at the end of the archive; throws an IntegrityError for what is no header. */
export function readTarHeader(header: Buffer): Pick<TarEntry, 'name' | 'bytes'> | undefined {
  if (header.every((byte) => byte === 0)) return undefined;
  const text = (field: Field): string => {
    const [start, width] = fields[field];
    return header
      .toString('latin1', start, start + width)
      .replace(/\0.*$/s, '')
      .trim();
  };
  if (octalIn(text('checksum')) !== checksumOf(header)) throw noArchive();
  const name = text('name');
  const kind = text('type');
  if (kind !== '0')
    throw new IntegrityError(`${JSON.stringify(name)} in it is ${otherKinds[kind] ?? 'no file'}`);
  const bytes = octalIn(text('size'));
  if (bytes === undefined || bytes > largestFile) {
    throw new IntegrityError(`the size of ${JSON.stringify(name)} in it is none that a file here can have`);
  }
  return { name, bytes };
}

/** Undefined for anything but octal digits: a sign, an exponent and the binary sizes of other programs among it. */
function octalIn(text: string): number | undefined {
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function noArchive(): IntegrityError {
  return new IntegrityError('it is not an archive of a workspace, or it is damaged');
}

/** As if the checksum's own field were blank. */
function checksumOf(header: Buffer): number {
  const [start, width] = fields.checksum;
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= start && index < start + width ? 0x20 : byte;
  return sum;
}
