import type { DayReturn, PortfolioReturns } from '#src/application/portfolio/returns-sum.ts';
import type { EquityCurve } from '#src/application/portfolio/equity-curve.ts';
import type { DayReturnInfo, ReturnsInfo } from '#src/contract/returns.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';

/** A millionth of a per cent. */
const places = 8;
/** What is larger says nothing that a trader could read. */
const most = 1e12;

export function presentReturns(
  { returns, curve }: { readonly returns: PortfolioReturns; readonly curve: EquityCurve },
  currency: Currency,
  zone: string,
): ReturnsInfo {
  const { daily, drawdown, best, worst } = returns;
  return {
    currency,
    zone,
    from: returns.from,
    to: returns.to,
    timeWeighted: textOf(returns.timeWeighted),
    moneyWeighted: textOf(returns.moneyWeighted),
    perYear: textOf(returns.perYear),
    maxDrawdown: drawdown?.amount.toString(),
    maxDrawdownShare: drawdown?.share?.toString(),
    calmar: textOf(returns.calmar),
    volatility: textOf(daily.volatility),
    sharpe: textOf(daily.sharpe),
    sortino: textOf(daily.sortino),
    countedDays: daily.days,
    winningDays: returns.winningDays,
    losingDays: returns.losingDays,
    best: best && presentDay(best),
    worst: worst && presentDay(worst),
    interruptions: returns.interruptions,
    days: returns.days.map(presentDay),
    derivedDays: curve.derived.size,
    compared: presentCompared(curve.compared),
    unpriced: { days: curve.unpriced.days, missing: [...curve.unpriced.missing] },
  };
}

function presentCompared({ days, furthest }: EquityCurve['compared']): ReturnsInfo['compared'] {
  if (furthest === undefined) return undefined;
  const { time, observed, derived } = furthest;
  return { days, time, observed: observed.toString(), derived: derived.toString() };
}

function presentDay({ from, share, gain }: DayReturn): DayReturnInfo {
  return { from, share: textOf(share), gain: gain.toString() };
}

function textOf(statistic: number | undefined): string | undefined {
  if (statistic === undefined || !Number.isFinite(statistic) || Math.abs(statistic) > most) return undefined;
  return Decimal.from(statistic.toFixed(places)).toString();
}
