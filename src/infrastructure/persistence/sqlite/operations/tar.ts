/** The parts of the POSIX ustar format that an archive of a few plain files needs; any tar can read it. */
import { IntegrityError } from '#src/ports/store-errors.ts';

export type TarEntry = { readonly name: string; readonly bytes: number; readonly modifiedAt: number };

export const blockSize = 512;
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
  const bytes = Number.parseInt(text('size'), 8);
  const intact = Number.parseInt(text('checksum'), 8) === checksumOf(header);
  if (!intact || text('type') !== '0' || !Number.isSafeInteger(bytes) || bytes < 0) {
    throw new IntegrityError('it is not an archive of a workspace, or it is damaged');
  }
  return { name: text('name'), bytes };
}

/** As if the checksum's own field were blank. */
function checksumOf(header: Buffer): number {
  const [start, width] = fields.checksum;
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= start && index < start + width ? 0x20 : byte;
  return sum;
}
