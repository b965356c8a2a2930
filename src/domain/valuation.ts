import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import { isMargined, type Instrument } from './instrument.ts';
import { emptyPurse, addToPurse, type Purse } from './money.ts';
import { marketValue, unrealisedProfit, type Position } from './position.ts';
import { pricePlaces } from './rounding.ts';

/** Units of the base currency for one unit of `of`; undefined when it is not known. */
export type RateOf = (of: Currency) => Decimal | undefined;

export type ValuedPosition = {
  readonly position: Position;
  readonly instrument: Instrument;
  /** The market's price; undefined when it is not known. */
  readonly mark: Decimal | undefined;
};

/** Everything in the portfolio's base currency. A figure is undefined as soon as one part of it is unknown. */
export type Valuation = {
  readonly cash: Decimal | undefined;
  readonly marketValue: Decimal | undefined;
  readonly equity: Decimal | undefined;
  readonly unrealised: Decimal | undefined;
  /** Before fees, over open and closed round trips. */
  readonly realised: Decimal | undefined;
  readonly fees: Decimal | undefined;
  /**
   * What there is less what was put in: what trades made and cost, and what else came or went, such as funding, dividends
   * and the fee of a withdrawal.
   */
  readonly netProfit: Decimal | undefined;
  readonly deposited: Decimal | undefined;
  /** What is missing: currencies without a rate, instruments without a price. */
  readonly unknown: readonly string[];
};

export const nothingKnown: Valuation = {
  cash: undefined,
  marketValue: undefined,
  equity: undefined,
  unrealised: undefined,
  realised: undefined,
  fees: undefined,
  netProfit: undefined,
  deposited: undefined,
  unknown: [],
};

export type PortfolioFacts = {
  readonly baseCurrency: Currency;
  /** Cash of the ledger, by currency. */
  readonly cash: Purse;
  /** Deposits less withdrawals, by currency. */
  readonly deposited: Purse;
  readonly open: readonly ValuedPosition[];
  /** Gross realised profit and cash fees of all round trips, by settle and by fee currency. */
  readonly realised: Purse;
  /** The part of `realised` that margined instruments have paid into cash. */
  readonly marginProfit: Purse;
  readonly fees: Purse;
};

export function valuePortfolio(facts: PortfolioFacts, rateOf: RateOf): Valuation {
  const unknown = new Set<string>();
  const total = (purse: Purse): Decimal | undefined => inBase(purse, rateOf, unknown);
  const cash = total(facts.marginProfit.reduce(addToPurse, facts.cash));
  const paidFor = facts.open.filter((open) => !isMargined(open.instrument));
  const margined = facts.open.filter((open) => isMargined(open.instrument));
  const sum = (open: readonly ValuedPosition[], figure: Figure): Decimal | undefined =>
    sumPositions(open, figure, total, unknown);
  const value = sum(paidFor, marketValue);
  const openMarginProfit = sum(margined, unrealisedProfit);
  const unrealised = sum(facts.open, unrealisedProfit);
  const realised = total(facts.realised);
  const fees = total(facts.fees);
  const equity = addKnown(cash, value, openMarginProfit);
  const deposited = total(facts.deposited);
  return {
    cash,
    marketValue: value,
    equity,
    unrealised,
    realised,
    fees,
    netProfit: addKnown(equity, deposited?.negated()),
    deposited,
    unknown: [...unknown].toSorted(),
  };
}

/** An amount of the base currency in another one; undefined where it, or the rate, is not known. */
export function convertFromBase(
  amount: Decimal | undefined,
  into: Currency,
  rateOf: RateOf,
): Decimal | undefined {
  const rate = rateOf(into);
  return rate?.isPositive() === true ? amount?.dividedBy(rate, pricePlaces, 'half-even') : undefined;
}

function inBase(purse: Purse, rateOf: RateOf, unknown: Set<string>): Decimal | undefined {
  let sum: Decimal | undefined = Decimal.zero;
  for (const { currency, amount } of purse) {
    if (amount.isZero()) continue;
    const rate = rateOf(currency);
    if (rate === undefined) unknown.add(currency);
    sum = rate === undefined ? undefined : sum?.plus(amount.times(rate));
  }
  return sum;
}

type Figure = (position: Position, instrument: Instrument, mark: Decimal) => Decimal;

function sumPositions(
  open: readonly ValuedPosition[],
  figure: Figure,
  total: (purse: Purse) => Decimal | undefined,
  unknown: Set<string>,
): Decimal | undefined {
  let purse = emptyPurse;
  let priced = true;
  for (const { position, instrument, mark } of open) {
    if (mark === undefined) {
      unknown.add(instrument.symbol);
      priced = false;
    } else {
      purse = addToPurse(purse, { currency: instrument.settle, amount: figure(position, instrument, mark) });
    }
  }
  // Summed in any case: the currencies without a rate are named too.
  const sum = total(purse);
  return priced ? sum : undefined;
}

function addKnown(...parts: readonly (Decimal | undefined)[]): Decimal | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? Decimal.sum(known) : undefined;
}
