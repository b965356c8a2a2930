import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Market } from '#test/venues/exchange/market.ts';
import { unitsText } from '#test/venues/exchange/units.ts';
import { refusedBy } from './refused.ts';
import { short, tradeNumber } from './wire.ts';

const minute = 60_000;
const timeFrames: Readonly<Record<string, number>> = {
  '1m': minute,
  '5m': 5 * minute,
  '15m': 15 * minute,
  '30m': 30 * minute,
  '1hr': 60 * minute,
  '6hr': 360 * minute,
  '1day': 1440 * minute,
};
const keptCandles = 500;
const statuses = { TRADING: 'open', HALT: 'closed', BREAK: 'closed', CANCEL_ONLY: 'cancel_only' } as const;

/** The answer to a public request; undefined when there is no such path. */
export function publicAnswer(exchange: Exchange, path: string, query: URLSearchParams): object | undefined {
  const [, version = '', name = '', ...rest] = path.split('/');
  switch (`${version}/${name}`) {
    case 'v1/symbols':
      return rest[0] === 'details'
        ? detailsOf(marketOf(exchange, rest[1]))
        : exchange.instruments().map(({ symbol }) => symbol.toLowerCase());
    case 'v1/book':
      return bookOf(marketOf(exchange, rest[0]), query);
    case 'v1/trades':
      return tradesOf(marketOf(exchange, rest[0]), query);
    case 'v1/pubticker':
      return tickerOf(marketOf(exchange, rest[0]), exchange.clock.now());
    case 'v2/ticker':
      return ticker2Of(marketOf(exchange, rest[0]), exchange.clock.now());
    case 'v2/candles':
      return candlesOf(marketOf(exchange, rest[0]), rest[1] ?? '', exchange.clock.now());
    default:
      return undefined;
  }
}

function marketOf(exchange: Exchange, symbol = ''): Market {
  const market = exchange.market(symbol.toUpperCase());
  if (market === undefined) throw refusedBy({ code: 'UNKNOWN_SYMBOL' });
  return market;
}

function detailsOf({ instrument }: Market): object {
  const { symbol, base, quote, status, rules } = instrument;
  return {
    symbol,
    base_currency: base,
    quote_currency: quote,
    tick_size: Number(short(rules.step)),
    quote_increment: Number(short(rules.tick)),
    min_order_size: short(rules.minQuantity),
    status: statuses[status],
    wrap_enabled: false,
    product_type: 'spot',
    contract_type: 'vanilla',
    contract_price_currency: quote,
  };
}

function bookOf({ book }: Market, query: URLSearchParams): object {
  const side = (name: string, of: 'BUY' | 'SELL') => {
    const limit = Number(query.get(name) ?? 50);
    return book.levels(of, limit === 0 ? Infinity : limit).map(([price, amount]) => ({
      price: short(price),
      amount: short(amount),
      timestamp: '0',
    }));
  };
  return { bids: side('limit_bids', 'BUY'), asks: side('limit_asks', 'SELL') };
}

function tradesOf({ tape }: Market, query: URLSearchParams): object {
  const limit = Math.min(Number(query.get('limit_trades') ?? 50), 500);
  return tape
    .recent(limit)
    .map(({ id, at, price, quantity, isBuyerMaker }) => ({
      timestamp: Math.floor(at / 1000),
      timestampms: at,
      tid: tradeNumber(id),
      price: short(price),
      amount: short(quantity),
      exchange: 'gemini',
      type: isBuyerMaker ? 'sell' : 'buy',
    }))
    .toReversed();
}

function tickerOf({ instrument, book, tape }: Market, now: number): object {
  const { volume, quoteVolume } = tape.day(now);
  return {
    bid: short(book.first('BUY')?.price ?? 0n),
    ask: short(book.first('SELL')?.price ?? 0n),
    volume: { [instrument.base]: short(volume), [instrument.quote]: short(quoteVolume), timestamp: now },
    last: short(tape.lastPrice),
  };
}

function ticker2Of({ instrument, book, tape }: Market, now: number): object {
  const { open, high, low, close } = tape.day(now);
  const hour = 3_600_000;
  const hours = tape.candles(hour, now - 24 * hour, now, 24);
  return {
    symbol: instrument.symbol,
    open: short(open),
    high: short(high),
    low: short(low),
    close: short(close),
    changes: hours.map((candle) => short(candle.close)).toReversed(),
    bid: short(book.first('BUY')?.price ?? 0n),
    ask: short(book.first('SELL')?.price ?? 0n),
  };
}

/** The newest first, as numbers. */
function candlesOf({ tape }: Market, timeFrame: string, now: number): object {
  const length = timeFrames[timeFrame];
  if (length === undefined) throw refusedBy({ code: 'UNKNOWN_SYMBOL' });
  const from = Math.floor(now / length) * length - (keptCandles - 1) * length;
  return tape
    .candles(length, from, now, keptCandles)
    .map(({ openTime, open, high, low, close, volume }) => [
      openTime,
      ...[open, high, low, close, volume].map((value) => Number(unitsText(value))),
    ])
    .toReversed();
}
