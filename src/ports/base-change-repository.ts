import type { BaseChange } from '#src/domain/base-change.ts';
import type { PortfolioId } from '#src/domain/ids.ts';

/** What portfolios were measured in before. */
export interface BaseChangeRepository {
  /** In the order in which they were asked for. */
  of(portfolio: PortfolioId): Promise<readonly BaseChange[]>;
  /** Those of all portfolios that are not ended: asked for and not made, or made and not compared. */
  unfinished(): Promise<readonly BaseChange[]>;
  /** In the place of the one of the same portfolio that was asked for at the same moment. */
  save(change: BaseChange): Promise<void>;
  /** One that was never made. */
  remove(change: Pick<BaseChange, 'portfolioId' | 'askedAt'>): Promise<void>;
}
