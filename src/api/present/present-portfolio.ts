import type {
  CurrencyResultsInfo,
  EquityPoint,
  PerformanceInfo,
  TripResultsInfo,
  ValuationInfo,
} from '#src/contract/portfolio.ts';
import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Drawdown, EquitySnapshot } from '#src/domain/performance.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import type { CurrencyResults, TripResults } from '#src/application/portfolio/trip-results.ts';

export function presentPurse(purse: Purse): { currency: string; amount: string }[] {
  return purse.map(({ currency, amount }) => ({ currency, amount: amount.toString() }));
}

export function presentPortfolio({ id, name, baseCurrency, lotMethod, limits }: Portfolio): PortfolioInfo {
  return {
    id,
    name,
    baseCurrency,
    lotMethod,
    limits: {
      maxQuantity: limits.maxQuantity?.toString(),
      maxNotional: limits.maxNotional?.toString(),
      maxPriceDistance: limits.maxPriceDistance?.toString(),
      maxOpenOrders: limits.maxOpenOrders?.toString(),
    },
  };
}

export function presentAccount(account: Account, locked: string | undefined): AccountInfo {
  const { id, portfolioId, name, venue, environment, mode, disabledAt } = account;
  return { id, portfolioId, name, venue, environment, mode, disabledAt, locked };
}

export function presentValuation({ record, valuation, day, time }: LiveValuation): ValuationInfo {
  const { portfolio, facts } = record;
  return {
    portfolioId: portfolio.id,
    currency: portfolio.baseCurrency,
    cash: valuation.cash?.toString(),
    marketValue: valuation.marketValue?.toString(),
    equity: valuation.equity?.toString(),
    unrealised: valuation.unrealised?.toString(),
    realised: valuation.realised?.toString(),
    fees: valuation.fees?.toString(),
    netProfit: valuation.netProfit?.toString(),
    deposited: valuation.deposited?.toString(),
    day: day && {
      from: day.from,
      zone: day.rule.zone,
      profit: day.profit?.toString(),
      unknown: [...day.unknown],
    },
    unknown: [...valuation.unknown],
    balances: presentPurse(facts.cash),
    time,
  };
}

export function presentPerformance(statistics: TripResults, drawdown: Drawdown | undefined): PerformanceInfo {
  return {
    ...presentResults(statistics),
    maxDrawdown: drawdown?.amount.toString(),
    maxDrawdownShare: drawdown?.share?.toString(),
  };
}

export function presentCurrencyResults({
  currency,
  total,
  strategies,
}: CurrencyResults): CurrencyResultsInfo {
  return {
    currency,
    total: presentTripResults(total),
    strategies: strategies.map(({ strategy, results }) => ({
      strategy,
      results: presentTripResults(results),
    })),
  };
}

function presentTripResults(results: TripResults): TripResultsInfo {
  const { grossProfit, grossLoss } = results.performance;
  return { ...presentResults(results), net: grossProfit.minus(grossLoss).toString() };
}

function presentResults({ performance, leftOut }: TripResults) {
  return {
    trades: performance.trades,
    wins: performance.wins,
    losses: performance.losses,
    winRate: performance.winRate?.toString(),
    profitFactor: performance.profitFactor?.toString(),
    averageWin: performance.averageWin?.toString(),
    averageLoss: performance.averageLoss?.toString(),
    grossProfit: performance.grossProfit.toString(),
    grossLoss: performance.grossLoss.toString(),
    leftOut,
  };
}

export function presentEquity({ time, equity, cash, deposited }: EquitySnapshot): EquityPoint {
  return { time, equity: equity?.toString(), cash: cash?.toString(), deposited: deposited?.toString() };
}
