import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { Span } from '#src/domain/trip-statistics.ts';
import type { PortfolioRecord } from './value-portfolio.ts';

export type EquityCurve = {
  readonly snapshots: readonly EquitySnapshot[];
  /** When history was imported, or what was paid in got another rate: what equity is after such a moment is no gain or loss since before it. */
  readonly breaks: readonly number[];
};

/**
 * The curve of a portfolio by what its record now is. An import changes equity by results of another time; its moment is
 * a break. While one stood that was taken back since, or is half there, equity was not the portfolio's: those snapshots
 * are left out.
 */
export function equityCurve(
  record: Pick<PortfolioRecord, 'imports' | 'accounts' | 'revisions'>,
  snapshots: readonly EquitySnapshot[],
): EquityCurve {
  const untrue = untrueSpans(record);
  const done = ownImports(record).filter(({ state }) => state === 'done');
  return {
    snapshots: snapshots.filter(({ time }) => !untrue.some(({ from, until }) => time > from && time < until)),
    breaks: [...done.map(({ importedAt }) => importedAt), ...record.revisions],
  };
}

/** While equity was not the portfolio's: what was kept after the one moment and before the other. */
export function untrueSpans(record: Pick<PortfolioRecord, 'imports' | 'accounts'>): readonly Span[] {
  return ownImports(record)
    .filter(({ state }) => state !== 'done')
    .map(({ importedAt, undoneAt = Infinity }) => ({ from: importedAt, until: undoneAt }));
}

function ownImports({ imports, accounts }: Pick<PortfolioRecord, 'imports' | 'accounts'>) {
  return imports.filter(({ accountId }) => accounts.some(({ id }) => id === accountId));
}
