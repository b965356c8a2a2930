import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Instrument } from '#test/venues/exchange/instrument.ts';
import { Refused } from './refused.ts';
import { instrumentOf, productOf, text, timestamp } from './wire.ts';

const lengths: Readonly<Record<string, number>> = {
  ONE_MINUTE: 60,
  FIVE_MINUTE: 300,
  FIFTEEN_MINUTE: 900,
  THIRTY_MINUTE: 1_800,
  ONE_HOUR: 3_600,
  TWO_HOUR: 7_200,
  FOUR_HOUR: 14_400,
  SIX_HOUR: 21_600,
  ONE_DAY: 86_400,
};
const mostCandles = 350;

/** `/api/v3/brokerage/time`, and what stands below `/market`. */
export function publicAnswer(exchange: Exchange, path: string, query: URLSearchParams): object {
  const now = exchange.clock.now();
  if (path === 'time')
    return {
      iso: new Date(now).toISOString(),
      epochSeconds: String(Math.floor(now / 1000)),
      epochMillis: String(now),
    };
  if (path === 'market/products') return { products: exchange.instruments().flatMap(described) };
  if (path === 'market/product_book') {
    const instrument = named(exchange, query.get('product_id') ?? '');
    const limit = Number(query.get('limit') ?? 100);
    const book = exchange.market(instrument.symbol)?.book;
    const side = (of: 'BUY' | 'SELL') =>
      book?.levels(of, limit).map(([price, size]) => ({ price: text(price), size: text(size) }));
    const told = { bids: side('BUY'), asks: side('SELL'), time: timestamp(now) };
    return { pricebook: { product_id: productOf(instrument), ...told } };
  }
  const [, product = ''] = /^market\/products\/([^/]+)\/candles$/.exec(path) ?? [];
  return { candles: candles(exchange, named(exchange, product), query) };
}

function candles(exchange: Exchange, instrument: Instrument, query: URLSearchParams): readonly object[] {
  const [start, end] = [Number(query.get('start')), Number(query.get('end'))];
  const length = lengths[query.get('granularity') ?? ''];
  if (length === undefined || !(end >= start)) throw new Refused(400, 'INVALID_ARGUMENT');
  if ((end - start) / length >= mostCandles) throw new Refused(400, 'INVALID_ARGUMENT', 'too many candles');
  const last = Math.min(end * 1000, exchange.clock.now());
  const tape = exchange.market(instrument.symbol)?.tape;
  const rows = tape?.candles(length * 1000, start * 1000, last, mostCandles) ?? [];
  return rows.toReversed().map((row) => ({
    start: String(row.openTime / 1000),
    low: text(row.low),
    high: text(row.high),
    open: text(row.open),
    close: text(row.close),
    volume: text(row.volume),
  }));
}

function named(exchange: Exchange, product: string): Instrument {
  const found = instrumentOf(exchange, product);
  if (found === undefined) throw new Refused(404, 'NOT_FOUND', `product ${product} not found`);
  return found;
}

/** With the product that is paid from the wallet of USDC, and has the same book: nobody has such a wallet here. */
function described(instrument: Instrument): readonly object[] {
  const { base, quote, rules, status } = instrument;
  const id = productOf(instrument);
  const common = {
    price: text(instrument.openingPrice),
    base_increment: text(rules.step),
    quote_increment: text(rules.tick),
    price_increment: text(rules.tick),
    base_min_size: text(rules.minQuantity),
    base_max_size: text(rules.maxQuantity),
    quote_min_size: text(rules.minNotional),
    quote_max_size: text(rules.maxNotional),
    status: status === 'BREAK' ? 'delisted' : 'online',
    is_disabled: status === 'BREAK',
    cancel_only: status === 'CANCEL_ONLY',
    limit_only: false,
    post_only: false,
    trading_disabled: status === 'HALT',
    auction_mode: false,
    view_only: false,
    product_type: 'SPOT',
    base_currency_id: base,
  };
  const twin = `${base}-USDC`;
  const own = { product_id: id, quote_currency_id: quote, alias: '', ...common };
  return quote === 'USD'
    ? [
        { ...own, alias_to: [twin] },
        {
          ...common,
          trading_disabled: true,
          product_id: twin,
          quote_currency_id: 'USDC',
          alias: id,
          alias_to: [],
        },
      ]
    : [{ ...own, alias_to: [] }];
}
