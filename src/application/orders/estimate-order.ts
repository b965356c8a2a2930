import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import { notionalOf, type Instrument } from '#src/domain/instrument.ts';
import type { BookLevel } from '#src/domain/market.ts';
import { amountIn } from '#src/domain/money.ts';
import { remainingQuantity, type Order, type OrderTerms } from '#src/domain/order.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { pricePlaces } from '#src/domain/rounding.ts';

export type Estimate = {
  /** The limit, the stop, or what the shown book would charge on average; undefined when no price is known. */
  readonly price: Decimal | undefined;
  readonly notional: Decimal | undefined;
  /** At the taker's rate: the most that it costs. In the settle currency. */
  readonly fee: Decimal | undefined;
};

export function estimateOrder(
  terms: OrderTerms,
  instrument: Instrument,
  account: Account,
  market: MarketUpdate | undefined,
): Estimate {
  const price = terms.limitPrice ?? terms.stopPrice ?? quotedPrice(terms, market);
  const taken = price === undefined ? takenValue(terms, market) : undefined;
  // Of what is taken from the book the sum is exact, and only the average is rounded.
  const notional =
    taken?.times(instrument.multiplier) ??
    (price === undefined ? undefined : notionalOf(instrument, terms.quantity, price));
  return {
    price: price ?? taken?.dividedBy(terms.quantity, pricePlaces, 'half-even'),
    notional,
    fee: notional?.times(account.fees.taker),
  };
}

function shownLevels({ side }: OrderTerms, market: MarketUpdate | undefined): readonly BookLevel[] {
  return (side === 'BUY' ? market?.book?.asks : market?.book?.bids) ?? [];
}

/** Where no book is shown. */
function quotedPrice(terms: OrderTerms, market: MarketUpdate | undefined): Decimal | undefined {
  if (market === undefined || shownLevels(terms, market).length > 0) return undefined;
  const text = (terms.side === 'BUY' ? market.quote.ask : market.quote.bid) ?? market.quote.last;
  return text === undefined ? undefined : Decimal.from(text);
}

/** What taking the quantity out of the shown book costs; at its last level for what exceeds it. */
function takenValue(terms: OrderTerms, market: MarketUpdate | undefined): Decimal | undefined {
  let left = terms.quantity;
  if (!left.isPositive()) return undefined;
  let value = Decimal.zero;
  let worst: Decimal | undefined;
  for (const [price, available] of shownLevels(terms, market)) {
    if (left.isZero()) break;
    worst = Decimal.from(price);
    const taken = Decimal.min(left, Decimal.from(available));
    value = value.plus(taken.times(worst));
    left = left.minus(taken);
  }
  return worst === undefined ? undefined : value.plus(left.times(worst));
}

/**
 * What can still be spent: free cash for a buy, the free holding for a sell; open orders' share is taken out, but for
 * that of the order which is being amended.
 */
export async function availableFor(
  read: Repositories,
  account: Account,
  instrument: Instrument,
  { side, amends }: { readonly side: OrderTerms['side']; readonly amends: OrderId | undefined },
): Promise<Decimal> {
  const open = (await read.orders.active(account.id)).filter(
    (order) => order.side === side && order.id !== amends,
  );
  if (side === 'BUY') {
    const cash = amountIn(await read.ledger.cash(account.id), instrument.settle);
    const bids = await Promise.all(open.map(async (order) => reservedCash(read, account, instrument, order)));
    return cash.minus(Decimal.sum(bids));
  }
  const positions = await read.positions.active([account.id]);
  const held = positions.filter((position) => position.instrumentId === instrument.id);
  const offered = open.filter((order) => order.instrumentId === instrument.id);
  return Decimal.sum(held.map((position) => position.quantity)).minus(
    Decimal.sum(offered.map(remainingQuantity)),
  );
}

async function reservedCash(
  read: Repositories,
  account: Account,
  wanted: Instrument,
  order: Order,
): Promise<Decimal> {
  const instrument = await read.instruments.get(order.instrumentId);
  const price = order.limitPrice ?? order.stopPrice;
  if (instrument.settle !== wanted.settle || price === undefined) return Decimal.zero;
  return notionalOf(instrument, remainingQuantity(order), price).times(Decimal.one.plus(account.fees.taker));
}
