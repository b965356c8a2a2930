import type { LockReason } from '#src/domain/order-reason.ts';
import type { EquityPoint, PartialSumInfo, ValuationInfo } from '#src/contract/portfolio.ts';
import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import { isMisleading, totalOf, type PartialSum } from '#src/domain/partial-sum.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { PortfolioRecord } from '#src/application/portfolio/value-portfolio.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import { presentStatements } from './present-balances.ts';
import { presentSource } from './present-position.ts';
import { inText } from '#src/domain/in-text.ts';
import { keyedBy } from '#src/domain/venue-key.ts';

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
  const { id, portfolioId, name, venue, environment, mode, disabledAt, credential } = account;
  const key = credential && keyedBy(credential);
  // Most may not, and have none.
  const mayBorrow = account.mayBorrow ? true : undefined;
  const deadMansSwitch = account.deadMansSwitch ? true : undefined;
  const own = { id, portfolioId, name, venue, environment, mode, mayBorrow, disabledAt };
  return { ...own, deadMansSwitch, key, locked };
}

export function presentValuation({
  record,
  valuation,
  given,
  statements,
  day,
  drawdown,
  curve,
  time,
}: LiveValuation): ValuationInfo {
  const { portfolio, facts, isWhole } = record;
  return {
    ...(valuation && presentFigures(valuation)),
    missing: valuation && presentMissing(record, valuation),
    portfolioId: portfolio.id,
    currency: portfolio.baseCurrency,
    day: day && inText({ from: day.from, zone: day.rule.zone, profit: day.profit, unknown: day.unknown }),
    maxDrawdown: drawdown?.amount.toString(),
    maxDrawdownShare: drawdown?.share?.toString(),
    given: given.map(({ of, givenAt, isUsed, ...from }) => ({
      of,
      givenAt,
      isUsed,
      ...presentSource(from),
    })),
    statements: statements.checked.length === 0 ? undefined : presentStatements(statements),
    halfImported: isWhole ? undefined : true,
    balances: isWhole ? inText(facts.cash) : [],
    curve: curve === 0 ? undefined : curve,
    time,
  };
}

function presentFigures(valuation: Valuation) {
  const { cash, marketValue, equity, unrealised, realised, fees, netProfit, deposited } = valuation;
  const { income, accountFees, estimatedFees, gainBroughtIn, gainTakenOut, other, currencyEffect } =
    valuation;
  return {
    cash: presentSum(cash),
    marketValue: presentSum(marketValue),
    equity: presentSum(equity),
    unrealised: presentSum(unrealised),
    realised: presentSum(realised),
    income: presentSum(income),
    fees: presentSum(fees),
    accountFees: unlessNothing(accountFees),
    estimatedFees: unlessNothing(estimatedFees),
    netProfit: presentResult(netProfit),
    gainBroughtIn: presentGain(gainBroughtIn),
    gainTakenOut: presentGain(gainTakenOut),
    other: presentGain(other),
    currencyEffect: currencyEffect?.isZero() === true ? undefined : currencyEffect?.toString(),
    deposited: presentSum(deposited),
  };
}

function presentSum(sum: PartialSum): PartialSumInfo {
  if (sum.isWhole) return inText(sum);
  const { positions, currencies, costs, ...counts } = sum.missing;
  const named = { positions: positions.length, currencies: [...currencies], costs: costs.length };
  return { isWhole: false, known: sum.known.toString(), missing: { ...named, ...counts } };
}

function unlessNothing(sum: PartialSum): PartialSumInfo | undefined {
  return totalOf(sum)?.isZero() === true ? undefined : presentSum(sum);
}

/** Known as a whole, or not at all. */
function presentGain(sum: PartialSum): PartialSumInfo | undefined {
  const told = unlessNothing(sum);
  return told?.isWhole === false ? { ...told, known: undefined } : told;
}

function presentResult(sum: PartialSum): PartialSumInfo {
  const told = presentSum(sum);
  return told.isWhole || !isMisleading(sum) ? told : { ...told, known: undefined };
}

/** Several positions may wait for the price of one instrument. */
function presentMissing({ open }: PortfolioRecord, { missing }: Valuation): ValuationInfo['missing'] {
  const ids = new Set(missing.positions);
  const unpriced = open.filter(({ id }) => ids.has(id));
  return {
    instrumentIds: [...new Set(unpriced.map(({ instrumentId }) => instrumentId))],
    currencies: [...missing.currencies],
    flows: missing.flows,
  };
}

export function presentEquity({ time, equity, cash, deposited }: EquitySnapshot): EquityPoint {
  return inText({ time, equity, cash, deposited });
}
