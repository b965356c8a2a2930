import { Decimal } from './decimal.ts';
import type { PortfolioId } from './ids.ts';
import { ratioPlaces } from './rounding.ts';

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
  readonly net: Decimal;
  /** Gross profit over gross loss; undefined without a loss. */
  readonly profitFactor: Decimal | undefined;
  readonly averageWin: Decimal | undefined;
  readonly averageLoss: Decimal | undefined;
  /** Average win over average loss; undefined without a win or a loss. */
  readonly payoffRatio: Decimal | undefined;
  /** Net over trades; undefined of fewer than `leastSample`, which say nothing of the next one. */
  readonly expectancy: Decimal | undefined;
};

/** Of fewer, nothing is told that claims more than what was. */
export const leastSample = 20;

/** What the net results of closed round trips come to, all in one currency. A result of exactly zero is neither. */
export type ResultSums = Pick<Performance, 'trades' | 'wins' | 'losses' | 'grossProfit' | 'grossLoss'>;

export const noResults: ResultSums = {
  trades: 0,
  wins: 0,
  losses: 0,
  grossProfit: Decimal.zero,
  grossLoss: Decimal.zero,
};

export function plusResult(sums: ResultSums, result: Decimal): ResultSums {
  return plusSums(sums, sumsOf(result));
}

export function minusResult(sums: ResultSums, result: Decimal): ResultSums {
  const { trades, wins, losses, grossProfit, grossLoss } = sumsOf(result);
  return {
    trades: sums.trades - trades,
    wins: sums.wins - wins,
    losses: sums.losses - losses,
    grossProfit: sums.grossProfit.minus(grossProfit),
    grossLoss: sums.grossLoss.minus(grossLoss),
  };
}

function sumsOf(result: Decimal): ResultSums {
  return {
    trades: 1,
    wins: result.isPositive() ? 1 : 0,
    losses: result.isNegative() ? 1 : 0,
    grossProfit: result.isPositive() ? result : Decimal.zero,
    grossLoss: result.isNegative() ? result.abs() : Decimal.zero,
  };
}

export function plusSums(left: ResultSums, right: ResultSums): ResultSums {
  return {
    trades: left.trades + right.trades,
    wins: left.wins + right.wins,
    losses: left.losses + right.losses,
    grossProfit: left.grossProfit.plus(right.grossProfit),
    grossLoss: left.grossLoss.plus(right.grossLoss),
  };
}

export function performanceFrom(sums: ResultSums): Performance {
  const { trades, wins, losses, grossProfit, grossLoss } = sums;
  const net = grossProfit.minus(grossLoss);
  const [all, won, lost] = [
    Decimal.fromInteger(trades),
    Decimal.fromInteger(wins),
    Decimal.fromInteger(losses),
  ] as const;
  return {
    ...sums,
    net,
    winRate: ratio(won, all),
    profitFactor: ratio(grossProfit, grossLoss),
    averageWin: average(grossProfit, won),
    averageLoss: average(grossLoss, lost),
    payoffRatio: wins === 0 ? undefined : ratio(grossProfit.times(lost), grossLoss.times(won)),
    expectancy: trades < leastSample ? undefined : average(net, all),
  };
}

export type Drawdown = {
  /** The deepest fall. Positive; zero when equity never fell. */
  readonly amount: Decimal;
  /**
   * The greatest share that was lost from a peak, as of a unit that was paid in: often in another fall, since a small
   * account may have lost the half of it. What is paid in or out changes none. A fall from nothing is a share of nothing:
   * undefined behind one until something is there again, and for good where more was lost behind all of it.
   */
  readonly share: Decimal | undefined;
};

/** What a drawdown is added up from, one point after another. */
export type Falls = {
  readonly before: Pick<EquitySnapshot, 'time'> & { readonly equity: Decimal; readonly deposited: Decimal };
  /** Below the peak. */
  readonly fall: Decimal;
  readonly deepest: Decimal | undefined;
  /** Of a unit at its peak. */
  readonly left: Decimal;
  /** Undefined where it is less than can be told. */
  readonly least: Decimal | undefined;
  /** Since anything was there last. */
  readonly fellFromNothing: boolean;
};

export const noFalls: Falls = {
  before: { time: -Infinity, equity: Decimal.zero, deposited: Decimal.zero },
  fall: Decimal.zero,
  deepest: undefined,
  left: Decimal.one,
  least: Decimal.one,
  fellFromNothing: false,
};

/** Of what follows a point: what was lost before it is no fall from it. */
export function fallsSince(before: Falls['before']): Falls {
  return { ...noFalls, before, deepest: Decimal.zero };
}

type EquityPoint = Pick<EquitySnapshot, 'time' | 'equity' | 'deposited'>;

/**
 * The falls of equity from a peak, deposits and withdrawals taken out (a deposit is no gain). Whoever has only lost has
 * fallen from what was paid in. At the moments of `breaks` the record was changed, not the account: whatever equity is
 * there after one and was not there before it counts as paid in. Points come in order of time; one with an unknown
 * figure is left out.
 */
export function plusPoint(
  falls: Falls,
  { time, equity, deposited }: EquityPoint,
  breaks: readonly number[],
): Falls {
  if (equity === undefined || deposited === undefined) return falls;
  const { before } = falls;
  const base = before.equity.plus(deposited).minus(before.deposited);
  const isBroken = breaks.some((moment) => moment >= before.time && moment < time);
  const gain = isBroken ? Decimal.zero : equity.minus(base);
  const fall = Decimal.max(falls.fall.minus(gain), Decimal.zero);
  const next = {
    ...falls,
    before: { time, equity, deposited },
    fall,
    deepest: Decimal.max(falls.deepest ?? fall, fall),
  };
  // As in the time-weighted return: what came in was there from the begin, what went out was there to the end.
  const out = Decimal.max(before.deposited.minus(deposited), Decimal.zero);
  const begin = base.plus(out);
  if (!begin.isPositive()) return gain.isNegative() ? fallenFromNothing(next) : next;
  // Who has lost all of it and pays in again begins anew.
  const of = falls.left.isPositive() ? falls.left : Decimal.one;
  if (gain.isZero()) return { ...next, left: of, fellFromNothing: false };
  const left = Decimal.min(of.times(equity.plus(out)).per(begin), Decimal.one);
  return { ...next, left, least: falls.least && Decimal.min(falls.least, left), fellFromNothing: false };
}

/** As a fee does before the first deposit. Of a unit of which nothing is left nobody can say how much of its peak it is. */
function fallenFromNothing(falls: Falls): Falls {
  return { ...falls, fellFromNothing: true, least: falls.left.isPositive() ? falls.least : undefined };
}

/** Undefined before the first point. */
export function drawdownOf({ deepest, least, fellFromNothing }: Falls): Drawdown | undefined {
  if (deepest === undefined) return undefined;
  const lost = fellFromNothing || least === undefined ? undefined : Decimal.one.minus(least);
  return { amount: deepest, share: lost?.roundTo(ratioPlaces, 'half-even') };
}

function ratio(part: Decimal, whole: Decimal): Decimal | undefined {
  return whole.isZero() ? undefined : part.dividedBy(whole, ratioPlaces, 'half-even');
}

function average(sum: Decimal, count: Decimal): Decimal | undefined {
  return count.isZero() ? undefined : sum.per(count);
}
