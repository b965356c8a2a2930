import type { EquitySnapshot } from '#src/domain/performance.ts';
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
  { imports, accounts, revisions }: Pick<PortfolioRecord, 'imports' | 'accounts' | 'revisions'>,
  snapshots: readonly EquitySnapshot[],
): EquityCurve {
  const own = imports.filter(({ accountId }) => accounts.some(({ id }) => id === accountId));
  const untrue = own.filter(({ state }) => state !== 'done');
  return {
    snapshots: snapshots.filter(
      ({ time }) =>
        !untrue.some(({ importedAt, undoneAt = Infinity }) => time > importedAt && time < undoneAt),
    ),
    breaks: [
      ...own.filter(({ state }) => state === 'done').map(({ importedAt }) => importedAt),
      ...revisions,
    ],
  };
}
