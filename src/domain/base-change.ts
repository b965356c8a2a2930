import type { Currency, PortfolioId } from './ids.ts';
import { totalOf } from './partial-sum.ts';
import { isCash } from './quote-currencies.ts';
import type { Span } from './trip-statistics.ts';
import type { Valuation } from './valuation.ts';

/** What a portfolio says of itself first, each in its base currency. */
export const headlines = [
  'equity',
  'cash',
  'marketValue',
  'unrealised',
  'realised',
  'income',
  'fees',
  'netProfit',
  'deposited',
] as const;
export type Headline = (typeof headlines)[number];

/** Decimal text; one that is not known as a whole is missing. */
export type Headlines = Readonly<Partial<Record<Headline, string>>>;

/** A portfolio is, or was, to be measured in another currency. */
export type BaseChange = {
  readonly portfolioId: PortfolioId;
  readonly from: Currency;
  readonly to: Currency;
  readonly askedAt: number;
  /** Undefined while rates are looked up, and the portfolio is measured in `from`. */
  readonly made:
    | {
        readonly at: number;
        /** The last moment of which a kept point of the curve is in `from`. */
        readonly until: number;
        readonly before: Headlines;
      }
    | undefined;
  /** Undefined until the figures in `to` are in the audit trail. */
  readonly after: Headlines | undefined;
};

/** Why a portfolio is not measured in another currency. */
export const baseProblems = ['SAME', 'NOT_MONEY', 'UNDER_WAY', 'NOT_UNDER_WAY', 'BEING_IMPORTED'] as const;
export type BaseProblem = (typeof baseProblems)[number];

export function problemOfBase(
  from: Currency,
  to: Currency,
  pending: BaseChange | undefined,
  isBeingImported: boolean,
): BaseProblem | undefined {
  if (from === to) return 'SAME';
  // A coin has lots; as what a portfolio is measured in it would have none.
  if (!isCash(to)) return 'NOT_MONEY';
  if (pending !== undefined) return 'UNDER_WAY';
  return isBeingImported ? 'BEING_IMPORTED' : undefined;
}

/**
 * When the portfolio was measured in another currency than now. Points of the curve that were kept then are in that, and
 * count again where the portfolio is measured in it again. The changes in the order in which they were asked for.
 */
export function spansInOther(now: Currency, changes: readonly BaseChange[]): readonly Span[] {
  let begin = -Infinity;
  return changes.flatMap(({ from, made }) => {
    if (made === undefined) return [];
    const span = { from: begin, until: made.until + 1 };
    begin = made.until;
    return from === now ? [] : [span];
  });
}

export function headlinesOf(valuation: Valuation | undefined): Headlines {
  const known = headlines.flatMap((name) => {
    const total = totalOf(valuation?.[name]);
    return total === undefined ? [] : [[name, total.toString()] as const];
  });
  return Object.fromEntries(known);
}
