import type { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';

/** An order by its venue's number, which is unique in its instrument only. */
type AtVenue = { readonly instrumentId: InstrumentId; readonly brokerOrderId: string };

type Ours = Pick<
  Order,
  'instrumentId' | 'brokerOrderId' | 'clientOrderId' | 'quantity' | 'filledQuantity' | 'external'
>;
type Theirs = AtVenue & {
  readonly clientOrderId: string;
  readonly quantity: Decimal;
  readonly filledQuantity: Decimal;
};

export type Compared<Own extends Ours> = {
  /** What the record holds for open. */
  readonly open: readonly Own[];
  /** What the venue says is open. */
  readonly openThere: readonly Theirs[];
  /** Fills that the venue has and the record has not. */
  readonly missedFills: readonly AtVenue[];
};

/** Orders that differ, of which the venue is asked for all that it knows. */
export type ToAsk<Own extends Ours> = {
  readonly own: readonly Own[];
  /** Those that no open order of the record explains. */
  readonly atVenue: readonly AtVenue[];
};

/**
 * What of an account has to be asked about, from what both sides say. An open order that both have, of as much, with as much filled,
 * is as it should be; every other is asked about once.
 */
export function toAsk<Own extends Ours>({ open, openThere, missedFills }: Compared<Own>): ToAsk<Own> {
  const there = new Map<string, Theirs>();
  for (const theirs of openThere) {
    there.set(numbered(theirs), theirs);
    there.set(named(theirs), theirs);
  }
  const missed = new Set(missedFills.map(numbered));
  const explained = new Set<string>();
  const own = open.filter((order) => {
    const theirs = there.get(numberOf(order) ?? '') ?? (order.external ? undefined : there.get(named(order)));
    const number = theirs === undefined ? numberOf(order) : numbered(theirs);
    if (number !== undefined) explained.add(number);
    if (theirs === undefined || number === undefined || order.brokerOrderId === undefined) return true;
    return (
      missed.has(number) ||
      !theirs.quantity.equals(order.quantity) ||
      !theirs.filledQuantity.equals(order.filledQuantity)
    );
  });
  const others = new Map([...openThere, ...missedFills].map((theirs) => [numbered(theirs), theirs]));
  return {
    own,
    atVenue: [...others].flatMap(([number, { instrumentId, brokerOrderId }]) =>
      explained.has(number) ? [] : [{ instrumentId, brokerOrderId }],
    ),
  };
}

function numbered({ instrumentId, brokerOrderId }: AtVenue): string {
  return JSON.stringify(['number', instrumentId, brokerOrderId]);
}

function numberOf({ instrumentId, brokerOrderId }: Ours): string | undefined {
  return brokerOrderId === undefined ? undefined : numbered({ instrumentId, brokerOrderId });
}

function named({ instrumentId, clientOrderId }: Pick<Theirs, 'instrumentId' | 'clientOrderId'>): string {
  return JSON.stringify(['name', instrumentId, clientOrderId]);
}
