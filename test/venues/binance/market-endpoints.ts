import type { Market } from '#test/venues/exchange/market.ts';
import type { Candle } from '#test/venues/exchange/tape.ts';
import { divided, unitsText } from '#test/venues/exchange/units.ts';
import { publicCall, type EndpointNeeds, type Endpoints } from './endpoint.ts';
import { symbolInfo } from './exchange-info.ts';
import { intervalOf } from './intervals.ts';
import type { Parameters } from './parameters.ts';
import { Refused } from './refused.ts';

const invalidSymbol = () => new Refused(400, -1121, 'Invalid symbol.');

export function marketEndpoints({ exchange, limits }: EndpointNeeds): Endpoints {
  const { now } = exchange.clock;

  function marketOf(parameters: Parameters): Market {
    const market = exchange.market(parameters.required('symbol'));
    if (market === undefined) throw invalidSymbol();
    return market;
  }

  /** Those that are named, or all; alone where one is asked for by `symbol`. */
  function each(parameters: Parameters, of: (market: Market) => unknown): unknown {
    if (parameters.has('symbol')) return of(marketOf(parameters));
    return marketsOf(parameters).map(of);
  }

  function marketsOf(parameters: Parameters): Market[] {
    const list = parameters.text('symbols');
    const symbols = list === undefined ? exchange.instruments().map(({ symbol }) => symbol) : symbolsOf(list);
    return symbols.map((symbol) => {
      const market = exchange.market(symbol);
      if (market === undefined) throw invalidSymbol();
      return market;
    });
  }

  function exchangeInfo(parameters: Parameters): unknown {
    parameters.text('permissions');
    parameters.flag('showPermissionSets');
    const status = parameters.text('symbolStatus');
    const markets = parameters.has('symbol') ? [marketOf(parameters)] : marketsOf(parameters);
    parameters.finish();
    return {
      timezone: 'UTC',
      serverTime: now(),
      rateLimits: limits.announced(),
      exchangeFilters: [],
      symbols: markets
        .filter(({ instrument }) => status === undefined || instrument.status === status)
        .map(({ instrument }) => symbolInfo(instrument)),
    };
  }

  function klines(parameters: Parameters): unknown {
    const market = marketOf(parameters);
    const interval = intervalOf(parameters.required('interval'));
    if (interval === undefined) throw new Refused(400, -1120, 'Invalid interval.');
    const limit = parameters.limit(500, 1000);
    const start = parameters.whole('startTime');
    const end = parameters.whole('endTime') ?? now();
    parameters.text('timeZone');
    parameters.finish();
    const from = start ?? Math.floor(end / interval) * interval - (limit - 1) * interval;
    return market.tape
      .candles(interval, from, Math.min(end, now()), limit)
      .map((candle) => row(candle, interval));
  }

  return {
    ping: publicCall(1, () => ({})),
    time: publicCall(1, () => ({ serverTime: now() })),
    exchangeInfo: publicCall(20, exchangeInfo),
    depth: publicCall(
      (parameters) => depthWeight(parameters.whole('limit') ?? 100),
      (parameters) => {
        const { book } = marketOf(parameters);
        const limit = Math.min(parameters.whole('limit') ?? 100, 5000);
        parameters.finish();
        const levels = (side: 'BUY' | 'SELL') =>
          book.levels(side, limit).map(([price, quantity]) => [unitsText(price), unitsText(quantity)]);
        return { lastUpdateId: book.lastUpdateId, bids: levels('BUY'), asks: levels('SELL') };
      },
    ),
    'trades.recent': publicCall(25, (parameters) => {
      const { tape } = marketOf(parameters);
      const limit = parameters.limit(500, 1000);
      parameters.finish();
      return tape.recent(limit).map(({ id, at, price, quantity, isBuyerMaker }) => ({
        id,
        price: unitsText(price),
        qty: unitsText(quantity),
        quoteQty: unitsText((price * quantity) / 100_000_000n),
        time: at,
        isBuyerMaker,
        isBestMatch: true,
      }));
    }),
    klines: publicCall(2, klines),
    avgPrice: publicCall(2, (parameters) => {
      const { instrument, tape } = marketOf(parameters);
      parameters.finish();
      const mins = instrument.rules.averageMinutes;
      const price = unitsText(tape.averagePrice(now(), mins));
      return { mins, price, closeTime: tape.recent(1)[0]?.at ?? now() };
    }),
    'ticker.price': publicCall(
      (parameters) => (parameters.has('symbol') ? 2 : 4),
      (parameters) =>
        each(parameters, ({ instrument, tape }) => ({
          symbol: instrument.symbol,
          price: unitsText(tape.lastPrice),
        })),
    ),
    'ticker.book': publicCall(
      (parameters) => (parameters.has('symbol') ? 2 : 4),
      (parameters) => each(parameters, bestOf),
    ),
    'ticker.24hr': publicCall(
      (parameters) => (parameters.has('symbol') ? 2 : 80),
      (parameters) => each(parameters, (market) => dayOf(market, now())),
    ),
  };
}

function bestOf({ instrument, book }: Market) {
  const [[bidPrice, bidQty] = [0n, 0n]] = book.levels('BUY', 1);
  const [[askPrice, askQty] = [0n, 0n]] = book.levels('SELL', 1);
  return {
    symbol: instrument.symbol,
    bidPrice: unitsText(bidPrice),
    bidQty: unitsText(bidQty),
    askPrice: unitsText(askPrice),
    askQty: unitsText(askQty),
  };
}

function dayOf(market: Market, now: number) {
  const { tape } = market;
  const candle = tape.day(now);
  const last = tape.recent(1000);
  const change = candle.close - candle.open;
  const { symbol, ...best } = bestOf(market);
  return {
    symbol,
    priceChange: unitsText(change),
    priceChangePercent: unitsText((change * 10_000_000_000n) / candle.open).slice(0, -5),
    weightedAvgPrice: unitsText(
      candle.volume === 0n ? candle.close : divided(candle.quoteVolume, candle.volume),
    ),
    prevClosePrice: unitsText(candle.open),
    lastPrice: unitsText(candle.close),
    lastQty: unitsText(last.at(-1)?.quantity ?? 0n),
    ...best,
    openPrice: unitsText(candle.open),
    highPrice: unitsText(candle.high),
    lowPrice: unitsText(candle.low),
    volume: unitsText(candle.volume),
    quoteVolume: unitsText(candle.quoteVolume),
    openTime: candle.openTime,
    closeTime: now,
    firstId: last[0]?.id ?? -1,
    lastId: last.at(-1)?.id ?? -1,
    count: candle.trades,
  };
}

function row({ openTime, open, high, low, close, volume, quoteVolume, trades }: Candle, interval: number) {
  const prices = [open, high, low, close, volume].map(unitsText);
  const half = [volume / 2n, quoteVolume / 2n].map(unitsText);
  return [openTime, ...prices, openTime + interval - 1, unitsText(quoteVolume), trades, ...half, '0'];
}

function depthWeight(limit: number): number {
  return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1000 ? 50 : 250;
}

/** `["BTCUSDT","ETHUSDT"]` */
function symbolsOf(text: string): string[] {
  if (!/^\["[^"]+"(,"[^"]+")*\]$/.test(text)) {
    throw new Refused(
      400,
      -1100,
      "Illegal characters found in parameter 'symbols'; legal range is '^\\[\"...\"\\]$'.",
    );
  }
  const symbols: string[] = JSON.parse(text);
  if (new Set(symbols).size < symbols.length) {
    throw new Refused(400, -1151, 'Symbol is present multiple times in the list.');
  }
  return symbols;
}
