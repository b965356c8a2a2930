import type { Alert } from './alert.ts';

export type ReplacedFile = {
  readonly file: string;
  /** The folder that now holds what was replaced. */
  readonly aside: string;
  /** Undefined where an empty file took its place. */
  readonly backup: { readonly madeAt: number } | undefined;
  /** By table, how many rows were written after the backup, as far as they can still be counted. */
  readonly counted: Readonly<Record<string, number>>;
};

/** A damaged file of a workspace has given way to an earlier one: what came between is gone from it. */
export function fileReplaced({ file, aside, backup, counted }: ReplacedFile): Alert {
  const rows = Object.entries(counted).map(([table, count]) => `${table} ${count}`);
  return {
    severity: 'critical',
    ...(backup === undefined
      ? { code: 'FILE_REPLACED_EMPTY', file, aside }
      : { code: 'FILE_REPLACED', file, aside, madeAt: backup.madeAt, counted: rows.join(', ') || 'none' }),
  };
}
