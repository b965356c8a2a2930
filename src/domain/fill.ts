import type { Decimal } from './decimal.ts';
import type { AccountId, FillId, InstrumentId, OrderId } from './ids.ts';
import { isInverse, notionalOf, type Priced } from './instrument.ts';
import type { Money } from './money.ts';

export const sides = ['BUY', 'SELL'] as const;
export type Side = (typeof sides)[number];

export const liquidities = ['MAKER', 'TAKER'] as const;
export type Liquidity = (typeof liquidities)[number];

/** `inferred` fills come from reconciliation and give way to the venue's own. */
export const fillSources = ['venue', 'inferred', 'import'] as const;
export type FillSource = (typeof fillSources)[number];

/** One execution. Immutable; its id is made of account, instrument and the venue's trade id. */
export type Fill = {
  readonly id: FillId;
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** Unknown for executions that no recorded order explains, as in an imported history. */
  readonly orderId: OrderId | undefined;
  readonly venueTradeId: string;
  readonly side: Side;
  /** Positive, in lots' units. */
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Positive when paid, negative when a rebate; undefined when the venue has not said. */
  readonly fee: Money | undefined;
  readonly liquidity: Liquidity | undefined;
  readonly source: FillSource;
  /** The venue's time; epoch milliseconds UTC, as every time here. */
  readonly time: number;
  /**
   * The venue's own number of the fill among those of its account: the later, the larger. A venue numbers every fill or
   * none; those that have no number are older than its numbering.
   */
  readonly venueSequence: number | undefined;
  /** Among the fills of the same time: where its source lists it, from 1, in the order in which they happened. */
  readonly place: number | undefined;
  readonly receivedAt: number;
  /** What was paid or received in the settle currency, positive, where its source says it: prices may be rounded. */
  readonly value?: Decimal | undefined;
  /** The smallest quantity that could be traded after it, by the rules of then; undefined where nobody knows. */
  readonly least?: Decimal | undefined;
};

/** In the settle currency, positive: the source's own total, else what its price makes (see `notionalOf`). */
export function valueOfFill(
  { value, quantity, price }: Pick<Fill, 'value' | 'quantity' | 'price'>,
  instrument: Priced,
): Decimal {
  return value ?? notionalOf(instrument, quantity, price);
}

/**
 * What a trade of that value costs its holder, signed: positive is paid. An inverse contract that is bought brings its
 * value in and takes it back at its end, as a loan does, so that it gains as the price rises.
 */
export function paidByTrade(instrument: Priced, side: Side, value: Decimal): Decimal {
  return (side === 'BUY') === isInverse(instrument) ? value.negated() : value;
}
