import { dress, type Separators } from '#renderer/format/number.ts';

const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** In the largest unit that fits, with one digit after the point: 512 B, 1.5 KiB, 23.4 MiB. */
export function formatBytes(bytes: number, separators: Separators): string {
  if (bytes < 1024) return `${bytes} B`;
  const step = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  return `${dress((bytes / 1024 ** step).toFixed(1), separators)} ${units[step - 1] ?? ''}`;
}
