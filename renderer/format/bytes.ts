import { dress, type Separators } from '#renderer/format/number.ts';

const units = (['KiB', 'MiB', 'GiB', 'TiB'] as const).map((name, place) => ({
  name,
  size: 1024 ** (place + 1),
}));

/** In the largest unit that fits, with one digit after the point: 512 B, 1.5 KiB, 23.4 MiB. */
export function formatBytes(bytes: number, separators: Separators): string {
  const unit = units.findLast(({ size }) => bytes >= size);
  if (unit === undefined) return `${bytes} B`;
  return `${dress((bytes / unit.size).toFixed(1), separators)} ${unit.name}`;
}
