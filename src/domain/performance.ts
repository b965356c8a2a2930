import { Decimal } from './decimal.ts';
import type { PortfolioId } from './ids.ts';

/** A portfolio's valuation at one moment, in its base currency; unknown figures stay unknown. */
export type EquitySnapshot = {
  readonly portfolioId: PortfolioId;
  readonly time: number;
  readonly equity: Decimal | undefined;
  readonly cash: Decimal | undefined;
  readonly marketValue: Decimal | undefined;
  readonly realised: Decimal | undefined;
  readonly unrealised: Decimal | undefined;
  readonly fees: Decimal | undefined;
  readonly deposited: Decimal | undefined;
};

export type Performance = {
  /** Closed round trips. */
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  /** Wins over trades; undefined before the first closed trade. */
  readonly winRate: Decimal | undefined;
  readonly grossProfit: Decimal;
  readonly grossLoss: Decimal;
  /** Gross profit over gross loss; undefined without a loss. */
  readonly profitFactor: Decimal | undefined;
  readonly averageWin: Decimal | undefined;
  readonly averageLoss: Decimal | undefined;
};

const ratioPlaces = 6;
const moneyPlaces = 12;

/** From the net results of closed round trips, all in one currency. A result of exactly zero is neither. */
export function performanceOf(results: readonly Decimal[]): Performance {
  const wins = results.filter((result) => result.isPositive());
  const losses = results.filter((result) => result.isNegative());
  const grossProfit = Decimal.sum(wins);
  const grossLoss = Decimal.sum(losses).abs();
  return {
    trades: results.length,
    wins: wins.length,
    losses: losses.length,
    winRate: ratio(Decimal.fromInteger(wins.length), Decimal.fromInteger(results.length), ratioPlaces),
    grossProfit,
    grossLoss,
    profitFactor: ratio(grossProfit, grossLoss, ratioPlaces),
    averageWin: ratio(grossProfit, Decimal.fromInteger(wins.length), moneyPlaces),
    averageLoss: ratio(grossLoss, Decimal.fromInteger(losses.length), moneyPlaces),
  };
}

export type Drawdown = {
  /** Positive; zero when equity never fell. */
  readonly amount: Decimal;
  /** As a share of the peak it fell from, deposits made since counted in; undefined where that is not positive. */
  readonly share: Decimal | undefined;
};

/**
 * The deepest fall of equity from a peak, deposits and withdrawals taken out (a deposit is no gain). Whoever has only
 * lost has fallen from what was paid in. Snapshots in order of time; those with an unknown figure are left out.
 * Undefined with no snapshot.
 */
export function maximumDrawdown(snapshots: readonly EquitySnapshot[]): Drawdown | undefined {
  let peak = Decimal.zero;
  let deepest: Drawdown | undefined;
  for (const { equity, deposited } of snapshots) {
    if (equity === undefined || deposited === undefined) continue;
    const profit = equity.minus(deposited);
    peak = Decimal.max(peak, profit);
    const amount = peak.minus(profit);
    if (deepest === undefined || amount.greaterThan(deepest.amount)) {
      const from = peak.plus(deposited);
      deepest = { amount, share: from.isPositive() ? ratio(amount, from, ratioPlaces) : undefined };
    }
  }
  return deepest;
}

function ratio(part: Decimal, whole: Decimal, places: number): Decimal | undefined {
  return whole.isZero() ? undefined : part.dividedBy(whole, places, 'half-even');
}
