import type { Decimal } from './decimal.ts';
import type { Side } from './fill.ts';
import type { AccountId, InstrumentId } from './ids.ts';
import { checkPrice, type Instrument, type PriceProblem } from './instrument.ts';
import type { Position } from './position.ts';

/**
 * At which prices the trader means to leave what an account holds of an instrument. It is a note: no order is made of
 * it, here or at the venue.
 *
 * It belongs to what is held and not to a round trip, whose numbers change when fills fold anew: it counts while
 * something is held on its side, and until another round trip begins.
 */
export type Protection = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** Of what is held: BUY for a long, SELL for a short. */
  readonly side: Side;
} & ProtectionPrices;

export const protectionFields = ['stopLoss', 'takeProfit'] as const;
export type ProtectionField = (typeof protectionFields)[number];
export type ProtectionPrices = { readonly [Field in ProtectionField]: Decimal | undefined };

/** What the trader decides of one price; undefined takes it away. The other stays as it is noted. */
export type ProtectionChange = Pick<Protection, 'accountId' | 'instrumentId' | 'side'> & {
  readonly field: ProtectionField;
  readonly price: Decimal | undefined;
};
export type ProtectionProblem = { readonly field: ProtectionField } & PriceProblem;
/** The market is there already: a stop loss on the winning side of it, or a take profit on the losing one. */
export type ProtectionWarning = {
  readonly field: ProtectionField;
  readonly price: Decimal;
  readonly market: Decimal;
};

export function protects(protection: Protection, position: Position): boolean {
  return (
    position.closedAt === undefined &&
    position.side === protection.side &&
    position.accountId === protection.accountId &&
    position.instrumentId === protection.instrumentId
  );
}

/**
 * Whether the round trip that is open, after positions were folded anew, began behind everything that was known of
 * `last`, the last one of before: then it is another, though its side may be the same.
 */
export function beganAfter(open: Position, last: Position | undefined): boolean {
  if (last === undefined) return false;
  // A fill may open the next round trip at the very moment at which one closed.
  return last.closedAt === undefined ? open.openedAt > last.updatedAt : open.openedAt >= last.closedAt;
}

export function checkProtection(
  prices: ProtectionPrices,
  instrument: Instrument,
): readonly ProtectionProblem[] {
  return protectionFields.flatMap((field) => {
    const price = prices[field];
    const problem = price === undefined ? undefined : checkPrice(instrument, price);
    return problem === undefined ? [] : [{ field, ...problem }];
  });
}

/** What is allowed and probably not meant. Nothing where the market is not known. */
export function protectionWarnings(
  prices: ProtectionPrices,
  side: Side,
  market: Decimal | undefined,
): readonly ProtectionWarning[] {
  if (market === undefined) return [];
  return protectionFields.flatMap((field) => {
    const price = prices[field];
    if (price === undefined) return [];
    const isBelow = (side === 'BUY') === (field === 'stopLoss');
    const isAhead = isBelow ? price.lessThan(market) : price.greaterThan(market);
    return isAhead ? [] : [{ field, price, market }];
  });
}
