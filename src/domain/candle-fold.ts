import { Decimal } from './decimal.ts';
import {
  type Candle,
  type CandleInterval,
  type DecimalText,
  intervalMilliseconds,
  type MarketTrade,
  type Quote,
} from './market.ts';

export type FormingCandle = Pick<Candle, 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume'>;

type Told = { readonly quote: Pick<Quote, 'last' | 'time'>; readonly trades: readonly MarketTrade[] };

/**
 * Makes candles of what a market tells from now on: of every trade, since a quote says the last one only and leaves out
 * a high that was gone again by then. Each call answers with the candles that it changed, oldest first.
 */
export function createCandleFold(interval: CandleInterval): (told: Told) => readonly FormingCandle[] {
  let forming: FormingCandle | undefined;
  let last: DecimalText | undefined;

  return ({ quote, trades }) => {
    const changed = new Map<number, FormingCandle>();
    function trade(price: DecimalText, quantity: DecimalText, time: number): void {
      const openTime = time - (time % intervalMilliseconds[interval]);
      const held = forming?.openTime === openTime ? forming : undefined;
      forming = held === undefined ? begun(openTime, price, quantity) : grown(held, price, quantity);
      changed.set(openTime, forming);
      last = price;
    }
    const known = last !== undefined;
    for (const { price, quantity, time } of trades) trade(price, quantity, time);
    // A market may move its price between trades. What it was before anything was told is of no known time.
    if (known && quote.last !== undefined && quote.last !== last) trade(quote.last, '0', quote.time);
    last ??= quote.last;
    return [...changed.values()].toSorted((left, right) => left.openTime - right.openTime);
  };
}

function begun(openTime: number, price: DecimalText, volume: DecimalText): FormingCandle {
  return { openTime, open: price, high: price, low: price, close: price, volume };
}

function grown(held: FormingCandle, price: DecimalText, quantity: DecimalText): FormingCandle {
  const value = Decimal.from(price);
  return {
    ...held,
    high: value.greaterThan(Decimal.from(held.high)) ? price : held.high,
    low: value.lessThan(Decimal.from(held.low)) ? price : held.low,
    close: price,
    volume: Decimal.from(held.volume).plus(Decimal.from(quantity)).toString(),
  };
}
