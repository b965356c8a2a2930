import type { Decimal } from './decimal.ts';
import type { AccountId, Currency, PortfolioId, VenueId } from './ids.ts';
import type { RiskLimits } from './risk-limits.ts';

/** Shares of the notional: 0.001 is 0.1 %. */
export type FeeRates = { readonly maker: Decimal; readonly taker: Decimal };

/** `paper` trades against a market's feed, `import` only holds history. */
export type AccountKind = 'paper' | 'import';

export type Account = {
  readonly id: AccountId;
  readonly portfolioId: PortfolioId;
  readonly name: string;
  readonly venue: VenueId;
  readonly kind: AccountKind;
  readonly fees: FeeRates;
  readonly createdAt: number;
};

export const lotMethods = ['AVERAGE', 'FIFO', 'LIFO'] as const;
export type LotMethod = (typeof lotMethods)[number];

export type Portfolio = {
  readonly id: PortfolioId;
  readonly name: string;
  readonly baseCurrency: Currency;
  readonly lotMethod: LotMethod;
  readonly limits: RiskLimits;
  readonly createdAt: number;
};
