import { heldCoin, heldIn, turnsMoney } from '#src/domain/held.ts';
import type { HeldId } from '#src/domain/ids.ts';
import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import { averageOf, notionalOf, type Instrument } from '#src/domain/instrument.ts';
import { levelsToTake, takenFrom } from '#src/domain/shown-depth.ts';
import type { BookLevel } from '#src/domain/market.ts';
import { amountIn } from '#src/domain/money.ts';
import { remainingQuantity, type Order, type OrderTerms } from '#src/domain/order.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { hasLimit } from '#src/domain/order-type.ts';

export type Estimate = {
  /** The limit, the stop, or what the shown book would charge on average; undefined when no price is known. */
  readonly price: Decimal | undefined;
  readonly notional: Decimal | undefined;
  /** At the taker's rate: the most that it costs. In the settle currency. */
  readonly fee: Decimal | undefined;
  /**
   * The notional; where the book does not show all of the quantity, at least what a buy pays, and what a sell is worth at
   * the market: by it the size of the order is judged.
   */
  readonly size: Decimal | undefined;
  /** How much of the quantity the book shows, where an order takes all that it shows and wants more. */
  readonly shown: Decimal | undefined;
};

export function estimateOrder(
  terms: OrderTerms,
  instrument: Instrument,
  account: Account,
  market: MarketUpdate | undefined,
): Estimate {
  const levels = levelsToTake(market?.book, terms.side);
  const taken = takesAllOf(levels, terms) ? takenFrom(levels, terms.quantity, instrument) : undefined;
  const price =
    terms.limitPrice ?? terms.stopPrice ?? (taken === undefined ? quoted(terms, market) : undefined);
  const shown = taken?.shown.lessThan(terms.quantity) === true ? taken.shown : undefined;
  if (price !== undefined) {
    const notional = notionalOf(instrument, terms.quantity, price);
    return { price, notional, fee: notional.times(account.fees.taker), size: notional, shown };
  }
  // Of what is taken from the book the sum is exact, and only the average is rounded.
  const size = taken?.value;
  if (taken?.value === undefined || shown !== undefined)
    return { price: undefined, notional: undefined, fee: undefined, size, shown };
  return {
    price: averageOf(instrument, terms.quantity, taken.value),
    notional: size,
    fee: size?.times(account.fees.taker),
    size,
    shown,
  };
}

/** Whatever their prices are, or as its limit lies beyond them: a limit among them takes no more, and waits. */
function takesAllOf(
  levels: readonly BookLevel[] | undefined,
  { type, side, limitPrice }: OrderTerms,
): boolean {
  if (!hasLimit(type)) return true;
  const worst = levels?.at(-1)?.[0];
  if (type !== 'LIMIT' || limitPrice === undefined || worst === undefined) return false;
  const beyond = limitPrice.compare(Decimal.from(worst));
  return side === 'BUY' ? beyond > 0 : beyond < 0;
}

/** What it would trade at where no book is shown. */
function quoted({ side }: OrderTerms, market: MarketUpdate | undefined): Decimal | undefined {
  const text = side === 'BUY' ? market?.quote.ask : market?.quote.bid;
  return text === undefined ? undefined : Decimal.from(text);
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
  const { baseCurrency } = await read.portfolios.get(account.portfolioId);
  if (side === 'BUY') {
    const cash = amountIn(await read.ledger.cash(account.id), instrument.settle);
    const coins = await quantityOf(read, account, heldCoin(instrument.settle, baseCurrency));
    const bids = await Promise.all(open.map(async (order) => reservedCash(read, account, instrument, order)));
    return cash.plus(coins).minus(Decimal.sum(bids));
  }
  const held = heldIn(baseCurrency, instrument);
  const owned = await ownedOf(read, account, instrument);
  // The same coin may be on offer in several pairs.
  const offers = await Promise.all(
    open.map(async (order) => {
      const offered = await read.instruments.get(order.instrumentId);
      const isOfIt =
        held === undefined
          ? turnsMoney(offered, baseCurrency) && offered.base === instrument.base
          : heldIn(baseCurrency, offered) === held;
      return isOfIt ? remainingQuantity(order) : Decimal.zero;
    }),
  );
  return owned.minus(Decimal.sum(offers));
}

/** What the account has of the base, whatever of it is on offer. */
export async function ownedOf(
  read: Repositories,
  account: Account,
  instrument: Instrument,
): Promise<Decimal> {
  const { baseCurrency } = await read.portfolios.get(account.portfolioId);
  const held = heldIn(baseCurrency, instrument);
  return held === undefined
    ? amountIn(await read.ledger.cash(account.id), instrument.base)
    : quantityOf(read, account, held);
}

async function quantityOf(read: Repositories, account: Account, held: HeldId | undefined): Promise<Decimal> {
  const positions = await read.positions.active([account.id]);
  return Decimal.sum(
    positions.filter((position) => position.held === held).map((position) => position.quantity),
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
