import type { CapitalMoved, CostMoved } from './capital-moved.ts';
import { Decimal } from './decimal.ts';
import type { Earned } from './earned.ts';
import type { Currency, PositionId } from './ids.ts';
import { isMargined, type Instrument } from './instrument.ts';
import { emptyPurse, addToPurse, type Purse } from './money.ts';
import {
  addSums,
  bothMissing,
  minusSum,
  missingFrom,
  nothingMissing,
  sumOf,
  totalOf,
  type Missing,
  type PartialSum,
} from './partial-sum.ts';
import { sumPaidIn, type PaidIn } from './paid-in.ts';
import { marketValue, unrealisedProfit, type Position } from './position.ts';
import type { TripWorth } from './trip-worth.ts';

/** Units of the base currency for one unit of `of`; undefined when it is not known. */
export type RateOf = (of: Currency) => Decimal | undefined;

export type ValuedPosition = {
  readonly position: Position;
  readonly instrument: Instrument;
  /** The market's price; undefined when it is not known. */
  readonly mark: Decimal | undefined;
};

/** Everything in the portfolio's base currency. What has no price or no rate is named beside what is known. */
export type Valuation = {
  readonly cash: PartialSum;
  readonly marketValue: PartialSum;
  readonly equity: PartialSum;
  readonly unrealised: PartialSum;
  /** Before fees, over open and closed round trips, each at the rate of its moment; with profits of which the record has the amount alone. */
  readonly realised: PartialSum;
  /** What was earned without a sale, less the tax that was withheld from it; each at the rate of its moment. */
  readonly income: PartialSum;
  /** Those of trades, and those of accounts, likewise. */
  readonly fees: PartialSum;
  /** Beside those of round trips, each at the rate of its moment. */
  readonly accountFees: PartialSum;
  /** Of fills whose fee is not known, by fee schedules: they are in net profit, and in no cash. */
  readonly estimatedFees: PartialSum;
  /**
   * What there is less what was put in: what trades made and cost, and what else came or went, such as funding, dividends
   * and the fee of a withdrawal.
   */
  readonly netProfit: PartialSum;
  /** What coins had gained before they were paid in: it is in what they realise, and was no gain here. */
  readonly gainBroughtIn: PartialSum;
  /** What coins had gained here when they were paid out: nothing realises it here. */
  readonly gainTakenOut: PartialSum;
  /** What came and went for nothing: adjustments and lost money at the rates of their moments, and what was adjusted in kind at its cost. */
  readonly other: PartialSum;
  /**
   * The rest of the net profit: realised + unrealised + income − fees − estimated fees − gain brought in + gain taken out +
   * other + this. What rates did to money and to what was paid with it, and what turning money into money brought. Unknown
   * where any of that is.
   */
  readonly currencyEffect: Decimal | undefined;
  /** What was paid in less what was paid out, each at the rate of its moment. */
  readonly deposited: PartialSum;
  /** What any of the figures lacks. */
  readonly missing: Missing;
};

export type PortfolioFacts = {
  readonly baseCurrency: Currency;
  /** Cash of the ledger, by currency. */
  readonly cash: Purse;
  readonly paidIn: PaidIn;
  readonly earned: Earned;
  readonly open: readonly ValuedPosition[];
  /** What all round trips have realised before fees, and paid in cash, each at the rate of its moment. */
  readonly trips: TripWorth;
  /** What coins were worth that were paid in and out, and what they had cost. */
  readonly capital: { readonly worth: CapitalMoved; readonly cost: CostMoved };
  /** What margined instruments have paid into cash, by currency: what they brought in a coin is held. */
  readonly marginProfit: Purse;
  /** Fills whose fee is neither known nor estimated, of open and closed round trips. */
  readonly unknownFees: number;
  /** Open and closed round trips a part of which has a result that is not known. */
  readonly unknownResults: number;
  /** Open and closed round trips with a purchase that the record lacks. */
  readonly unseen: number;
};

export function valuePortfolio(facts: PortfolioFacts, rateOf: RateOf): Valuation {
  const total = (purse: Purse): PartialSum => inBase(purse, rateOf);
  const sum = (open: readonly ValuedPosition[], figure: Figure): PartialSum =>
    sumPositions(open, figure, rateOf);
  const cash = total(facts.marginProfit.reduce(addToPurse, facts.cash));
  const paidFor = sum(
    facts.open.filter(({ instrument }) => !isMargined(instrument)),
    marketValue,
  );
  const openMarginProfit = sum(
    facts.open.filter(({ instrument }) => isMargined(instrument)),
    unrealisedProfit,
  );
  const equity = addSums(cash, paidFor, openMarginProfit);
  // A fee that is not known is in no cash either: what is left of it all is not known to the last digit.
  const unknownFees = lacking({ fees: facts.unknownFees });
  const { trips, earned } = facts;
  const estimatedFees = atMoments(trips.estimatedFees);
  const deposited = addSums(
    { isWhole: true, total: facts.paidIn.known },
    lacking({ flows: facts.paidIn.unrated, purchases: facts.unseen }),
  );
  const income = atMoments(earned.income);
  const accountFees = atMoments(earned.fees);
  const unrealised = sum(facts.open, unrealisedProfit);
  const realised = addSums(
    atMoments(trips.realised, earned.realised),
    lacking({ results: facts.unknownResults }),
  );
  const fees = addSums(atMoments(trips.fees, earned.fees), unknownFees);
  const netProfit = addSums(minusSum(minusSum(equity, deposited), estimatedFees), unknownFees);
  const gainBroughtIn = gainOf(facts, 'broughtIn');
  const gainTakenOut = gainOf(facts, 'takenOut');
  const other = atMoments(earned.other, facts.capital.cost.adjusted);
  const gained = addSums(realised, unrealised, income, gainTakenOut, other);
  const explained = [fees, estimatedFees, gainBroughtIn].reduce(minusSum, gained);
  const figures = {
    cash,
    marketValue: paidFor,
    equity,
    unrealised,
    realised,
    income,
    fees,
    accountFees,
    estimatedFees,
    netProfit,
    gainBroughtIn,
    gainTakenOut,
    other,
    deposited,
  };
  return {
    ...figures,
    currencyEffect: totalOf(minusSum(netProfit, explained)),
    missing: Object.values(figures).map(missingFrom).reduce(bothMissing, nothingMissing),
  };
}

/** Of what has a worth and no cost, or the other way round, no part says anything. */
function gainOf({ capital: { worth, cost } }: PortfolioFacts, way: keyof CapitalMoved): PartialSum {
  const [came, had] = [worth[way], cost[way]];
  const movements = Math.max(came.unrated, had.unrated);
  return sumOf(movements > 0 ? Decimal.zero : came.known.minus(had.known), { ...nothingMissing, movements });
}

function atMoments(...parts: readonly PaidIn[]): PartialSum {
  const { known, unrated } = sumPaidIn(parts);
  return sumOf(known, { ...nothingMissing, movements: unrated });
}

/** An amount of the base currency in another one; undefined where it, or the rate, is not known. */
export function convertFromBase(
  amount: Decimal | undefined,
  into: Currency,
  rateOf: RateOf,
): Decimal | undefined {
  const rate = rateOf(into);
  return rate?.isPositive() === true ? amount?.per(rate) : undefined;
}

function inBase(purse: Purse, rateOf: RateOf, missing: Partial<Missing> = {}): PartialSum {
  let known = Decimal.zero;
  const currencies: Currency[] = [];
  for (const { currency, amount } of purse) {
    if (amount.isZero()) continue;
    const rate = rateOf(currency);
    if (rate === undefined) currencies.push(currency);
    else known = known.plus(amount.times(rate));
  }
  return sumOf(known, { ...nothingMissing, ...missing, currencies });
}

type Figure = (position: Position, instrument: Instrument, mark: Decimal) => Decimal | undefined;

function lacking(missing: Partial<Missing>): PartialSum {
  return sumOf(Decimal.zero, { ...nothingMissing, ...missing });
}

function sumPositions(open: readonly ValuedPosition[], figure: Figure, rateOf: RateOf): PartialSum {
  let purse = emptyPurse;
  const positions: PositionId[] = [];
  const costs: PositionId[] = [];
  for (const { position, instrument, mark } of open) {
    const amount = mark && figure(position, instrument, mark);
    if (amount !== undefined) purse = addToPurse(purse, { currency: instrument.settle, amount });
    else if (mark === undefined) positions.push(position.id);
    else costs.push(position.id);
  }
  return inBase(purse, rateOf, { positions, costs });
}
