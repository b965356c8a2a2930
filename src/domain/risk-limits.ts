import { Decimal } from './decimal.ts';
import { isInverse, notionalOf, type Instrument } from './instrument.ts';
import type { Currency } from './ids.ts';
import type { BookLevel } from './market.ts';
import type { OrderTerms } from './order.ts';
import { err, ok, type Result } from './result.ts';
import { ratioPlaces } from './rounding.ts';
import { takenFrom } from './shown-depth.ts';

/** Undefined means no limit. */
export type RiskLimits = {
  readonly maxQuantity: Decimal | undefined;
  /** In the instrument's settle currency. */
  readonly maxNotional: Decimal | undefined;
  /** Greatest distance of a limit or stop price from the market, as a share of it: 0.1 is 10 %. */
  readonly maxPriceDistance: Decimal | undefined;
  readonly maxOpenOrders: number | undefined;
};

export const noLimits: RiskLimits = {
  maxQuantity: undefined,
  maxNotional: undefined,
  maxPriceDistance: undefined,
  maxOpenOrders: undefined,
};

export const riskLimitNames = ['maxQuantity', 'maxNotional', 'maxPriceDistance', 'maxOpenOrders'] as const;
export type RiskLimitName = (typeof riskLimitNames)[number];

/** What the trader decides of one limit, who saw it as `seen`; undefined is none. */
export type LimitChange = {
  readonly limit: RiskLimitName;
  readonly seen: Decimal | undefined;
  readonly value: Decimal | undefined;
};

type ValueProblem =
  /** Zero would refuse every order, and below zero there is nothing to allow. */
  | { readonly limit: RiskLimitName; readonly code: 'LIMIT_NOT_POSITIVE' }
  | { readonly limit: RiskLimitName; readonly code: 'LIMIT_NOT_WHOLE' }
  | { readonly limit: RiskLimitName; readonly code: 'LIMIT_TOO_LARGE'; readonly maximum: Decimal };

export type LimitProblem =
  | ValueProblem
  /** On another screen, since the trader saw it; `now` is missing where it was lifted. */
  | {
      readonly limit: RiskLimitName;
      readonly code: 'LIMIT_SET_ELSEWHERE';
      readonly now: Decimal | undefined;
    };

/** More open orders than any account has: a limit beyond it was mistyped. */
const mostOpenOrders = Decimal.fromInteger(1_000_000);

export type InvalidLimits = { readonly code: 'INVALID_LIMITS'; readonly problems: readonly LimitProblem[] };

/** The limits after the changes, or what is wrong with them. A limit that is not named stays as it is. */
export function changeLimits(
  limits: RiskLimits,
  changes: readonly LimitChange[],
): Result<RiskLimits, InvalidLimits> {
  const problems = [...limitProblems(changes), ...changes.flatMap((change) => setElsewhere(limits, change))];
  if (problems.length > 0) return err({ code: 'INVALID_LIMITS', problems });
  return ok(changes.reduce(withChange, limits));
}

/** What is wrong with the changes, whatever the limits are now. */
export function limitProblems(changes: readonly LimitChange[]): readonly ValueProblem[] {
  return changes.flatMap((change) => limitProblem(change) ?? []);
}

function setElsewhere(limits: RiskLimits, { limit, seen }: LimitChange): readonly LimitProblem[] {
  const held = limits[limit];
  const now = typeof held === 'number' ? Decimal.fromInteger(held) : held;
  const isAsSeen = now === undefined || seen === undefined ? now === seen : now.equals(seen);
  return isAsSeen ? [] : [{ limit, code: 'LIMIT_SET_ELSEWHERE', now }];
}

function withChange(limits: RiskLimits, { limit, value }: LimitChange): RiskLimits {
  return limit === 'maxOpenOrders'
    ? { ...limits, maxOpenOrders: value?.toNumber() }
    : { ...limits, [limit]: value };
}

function limitProblem({ limit, value }: LimitChange): ValueProblem | undefined {
  if (value === undefined) return undefined;
  if (!value.isPositive()) return { limit, code: 'LIMIT_NOT_POSITIVE' };
  if (limit !== 'maxOpenOrders') return undefined;
  if (!value.isMultipleOf(Decimal.one)) return { limit, code: 'LIMIT_NOT_WHOLE' };
  if (value.greaterThan(mostOpenOrders)) return { limit, code: 'LIMIT_TOO_LARGE', maximum: mostOpenOrders };
  return undefined;
}

export type RiskProblem =
  | {
      readonly code: 'RISK_LIMIT';
      readonly limit: RiskLimitName;
      readonly asked: Decimal;
      readonly allowed: Decimal;
      readonly currency: Currency;
    }
  /** A limit cannot be checked without a market price: the order is refused, not waved through. */
  | { readonly code: 'PRICE_UNKNOWN'; readonly limit: RiskLimitName };

export type RiskContext = {
  readonly instrument: Instrument;
  /** The market's price, where it is known. */
  readonly reference: Decimal | undefined;
  /** What is shown of the book on the side that the order takes from, the best first; undefined where none is. */
  readonly levels: readonly BookLevel[] | undefined;
  readonly openOrders: number;
};

/** The first limit that the order would break. */
export function checkRisk(
  limits: RiskLimits,
  terms: OrderTerms,
  context: RiskContext,
): RiskProblem | undefined {
  return (
    checkQuantityLimit(limits, terms, context) ??
    checkNotionalLimit(limits, terms, context) ??
    checkDistanceLimit(limits, terms, context) ??
    checkOpenOrdersLimit(limits, context)
  );
}

function checkQuantityLimit(
  limits: RiskLimits,
  terms: OrderTerms,
  context: RiskContext,
): RiskProblem | undefined {
  return exceeds('maxQuantity', terms.quantity, limits.maxQuantity, context);
}

function checkNotionalLimit(
  limits: RiskLimits,
  terms: OrderTerms,
  context: RiskContext,
): RiskProblem | undefined {
  if (limits.maxNotional === undefined) return undefined;
  const known = [terms.limitPrice, terms.stopPrice, context.reference].filter((price) => price !== undefined);
  const [first, ...others] = known;
  if (first === undefined) return { code: 'PRICE_UNKNOWN', limit: 'maxNotional' };
  // A sell limit far below the market fills near the market: the dearest of the prices is what it can cost. An inverse
  // contract is worth more the lower its price is, so there it is a buy limit that may cost more than it says.
  const { instrument } = context;
  const atMost = isInverse(instrument) ? 'SELL' : 'BUY';
  const prices = terms.type === 'LIMIT' && terms.side === atMost ? [first] : [first, ...others];
  const notional = prices.map((price) => notionalOf(instrument, terms.quantity, price)).reduce(Decimal.max);
  return exceeds(
    'maxNotional',
    Decimal.max(notional, worthInBook(terms, context)),
    limits.maxNotional,
    context,
  );
}

/** What an order at the market takes out of the shown book, and at least that much for what is not shown. */
function worthInBook({ type, quantity }: OrderTerms, { instrument, levels }: RiskContext): Decimal {
  const value = type === 'MARKET' ? takenFrom(levels, quantity, instrument)?.value : undefined;
  return value ?? Decimal.zero;
}

function checkDistanceLimit(
  limits: RiskLimits,
  terms: OrderTerms,
  context: RiskContext,
): RiskProblem | undefined {
  const { reference } = context;
  const prices = [terms.limitPrice, terms.stopPrice].filter((price) => price !== undefined);
  if (limits.maxPriceDistance === undefined || prices.length === 0) return undefined;
  if (reference === undefined || !reference.isPositive())
    return { code: 'PRICE_UNKNOWN', limit: 'maxPriceDistance' };
  const distances = prices.map((price) =>
    price.minus(reference).abs().dividedBy(reference, ratioPlaces, 'up'),
  );
  return exceeds('maxPriceDistance', distances.reduce(Decimal.max), limits.maxPriceDistance, context);
}

function checkOpenOrdersLimit(limits: RiskLimits, context: RiskContext): RiskProblem | undefined {
  if (limits.maxOpenOrders === undefined) return undefined;
  const asked = Decimal.fromInteger(context.openOrders + 1);
  return exceeds('maxOpenOrders', asked, Decimal.fromInteger(limits.maxOpenOrders), context);
}

function exceeds(
  limit: RiskLimitName,
  asked: Decimal,
  allowed: Decimal | undefined,
  { instrument }: RiskContext,
): RiskProblem | undefined {
  if (allowed === undefined || asked.atMost(allowed)) return undefined;
  return { code: 'RISK_LIMIT', limit, asked, allowed, currency: instrument.settle };
}
