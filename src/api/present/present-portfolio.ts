import type { LockReason } from '#src/domain/order-reason.ts';
import type { EquityPoint, ValuationInfo } from '#src/contract/portfolio.ts';
import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import { inText } from '#src/domain/in-text.ts';

export function presentPortfolio({ id, name, baseCurrency, lotMethod, limits }: Portfolio): PortfolioInfo {
  return {
    id,
    name,
    baseCurrency,
    lotMethod,
    limits: { ...inText(limits), maxOpenOrders: limits.maxOpenOrders?.toString() },
  };
}

export function presentAccount(account: Account, locked: LockReason | undefined): AccountInfo {
  const { id, portfolioId, name, venue, environment, mode, disabledAt } = account;
  return { id, portfolioId, name, venue, environment, mode, disabledAt, locked };
}

export function presentValuation({ record, valuation, day, drawdown, time }: LiveValuation): ValuationInfo {
  const { portfolio, facts, isWhole } = record;
  return {
    ...inText(valuation),
    portfolioId: portfolio.id,
    currency: portfolio.baseCurrency,
    day: day && inText({ from: day.from, zone: day.rule.zone, profit: day.profit, unknown: day.unknown }),
    maxDrawdown: drawdown?.amount.toString(),
    maxDrawdownShare: drawdown?.share?.toString(),
    halfImported: isWhole ? undefined : true,
    balances: isWhole ? inText(facts.cash) : [],
    time,
  };
}

export function presentEquity({ time, equity, cash, deposited }: EquitySnapshot): EquityPoint {
  return inText({ time, equity, cash, deposited });
}
