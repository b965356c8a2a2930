import { Decimal } from '#src/domain/decimal.ts';
import { accountId, clientOrderId, currency, instrumentId, orderId, venueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { BookLevel, BookSnapshot, MarketTrade } from '#src/domain/market.ts';
import { MatchingEngine, type Placed, type VenueEvent } from '#src/domain/matching/matching-engine.ts';
import { amountIn, type Purse } from '#src/domain/money.ts';
import { newOrder, type Order, type OrderTerms } from '#src/domain/order.ts';

export const noon = Date.UTC(2026, 2, 10, 12);

export const coin: Instrument = {
  id: instrumentId('test:COIN-USDT'),
  venue: venueId('test'),
  symbol: 'COIN-USDT',
  kind: 'spot',
  base: currency('COIN'),
  quote: currency('USDT'),
  settle: currency('USDT'),
  tickSize: Decimal.from('0.1'),
  lotSize: Decimal.one,
  minQuantity: Decimal.one,
  maxQuantity: Decimal.fromInteger(100_000),
  minNotional: Decimal.fromInteger(5),
  multiplier: Decimal.one,
  tradable: true,
};

const fees = { maker: Decimal.from('0.001'), taker: Decimal.from('0.002') };

export type TermsText = Partial<Pick<OrderTerms, 'side' | 'type' | 'timeInForce'>> & {
  readonly id?: string;
  readonly quantity?: string | number;
  readonly limit?: string | undefined;
  readonly stop?: string | undefined;
};

/** A limit buy of 10 unless told otherwise; its type follows from its prices. */
export function orderOf({ id = 'o', side = 'BUY', quantity = 10, limit, stop, ...rest }: TermsText): Order {
  const limited = limit === undefined ? 'MARKET' : 'LIMIT';
  const stopped = limit === undefined ? 'STOP' : 'STOP_LIMIT';
  return newOrder({
    id: orderId(id),
    clientOrderId: clientOrderId(id),
    accountId: accountId('paper'),
    instrumentId: coin.id,
    side,
    type: rest.type ?? (stop === undefined ? limited : stopped),
    quantity: Decimal.from(String(quantity)),
    limitPrice: limit === undefined ? undefined : Decimal.from(limit),
    stopPrice: stop === undefined ? undefined : Decimal.from(stop),
    timeInForce: rest.timeInForce ?? 'GTC',
    createdAt: noon,
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
}

export function bookOf(bids: readonly BookLevel[], asks: readonly BookLevel[], updateId = 1): BookSnapshot {
  return { instrumentId: coin.id, bids, asks, updateId, time: noon + updateId };
}

/** Later than the book with that update id, unless told otherwise. */
export function tradeOf(price: string, quantity: number, aggressor: 'BUY' | 'SELL', after = 1): MarketTrade {
  const time = noon + after + 0.5;
  return { instrumentId: coin.id, tradeId: `t${after}`, price, quantity: String(quantity), aggressor, time };
}

export const ladder = bookOf(
  [
    ['99.9', '5'],
    ['99.8', '7'],
    ['99.5', '20'],
  ],
  [
    ['100.0', '4'],
    ['100.2', '6'],
    ['101.0', '30'],
  ],
);

export function engineWith(usdt: string, held = '0', instrument = coin): MatchingEngine {
  const balances = [
    { currency: instrument.base, amount: Decimal.from(held) },
    { currency: instrument.settle, amount: Decimal.from(usdt) },
  ];
  return new MatchingEngine({
    fees,
    balances,
    lastFill: 0,
    instruments: (id) => (id === instrument.id ? instrument : undefined),
  });
}

export function show(
  engine: MatchingEngine,
  book: BookSnapshot | undefined,
  trades: readonly MarketTrade[] = [],
  last?: string,
): readonly VenueEvent[] {
  return engine.onMarket({ instrumentId: coin.id, book, trades, last }, noon);
}

/** Events as one short line each, for tables of cases. */
export function told(events: readonly VenueEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.type !== 'filled') return `${event.clientOrderId} ${event.type}`;
    const { quantity, price, liquidity } = event.fill;
    return `${event.clientOrderId} ${liquidity} ${quantity.toString()} @ ${price.toString()}`;
  });
}

export function answerOf(placed: Placed): readonly string[] {
  return placed.ok ? told(placed.value) : [placed.error.venueCode];
}

export function balancesOf(purse: Purse): string {
  const amount = (code: string): string => amountIn(purse, currency(code)).toString();
  return `${amount('COIN')} COIN, ${amount('USDT')} USDT`;
}
