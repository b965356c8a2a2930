import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { divided, unitsText } from '#test/venues/exchange/units.ts';
import { instrumentNamed } from './endpoints.ts';
import { assetAltname, assetName, pairAltname, pairName } from './names.ts';
import { Refused } from './refused.ts';

const intervals = new Set([1, 5, 15, 30, 60, 240, 1440, 10080, 21600]);
const keptCandles = 720;

const statuses = {
  TRADING: 'online',
  HALT: 'maintenance',
  BREAK: 'delisted',
  CANCEL_ONLY: 'cancel_only',
} as const;

/** Public requests by the last part of their path. */
export function publicAnswer(exchange: Exchange, name: string, query: URLSearchParams): object {
  const now = exchange.clock.now();
  switch (name) {
    case 'Time':
      return { unixtime: Math.floor(now / 1000), rfc1123: new Date(now).toUTCString() };
    case 'SystemStatus':
      return { status: 'online', timestamp: new Date(now).toISOString() };
    case 'Assets': {
      const names = new Set(exchange.instruments().flatMap(({ base, quote }) => [base, quote]));
      const described = [...names].map((asset) => [
        assetName(asset),
        {
          aclass: 'currency',
          altname: assetAltname(asset),
          decimals: 8,
          display_decimals: 5,
          status: 'enabled',
        },
      ]);
      return Object.fromEntries(described);
    }
    case 'AssetPairs':
      return pairs(exchange);
    case 'Depth': {
      const instrument = instrumentNamed(exchange, query.get('pair') ?? '');
      const count = Number(query.get('count') ?? 100);
      const side = (of: 'BUY' | 'SELL') =>
        exchange
          .market(instrument.symbol)
          ?.book.levels(of, count)
          .map(([price, volume]) => [unitsText(price), unitsText(volume), Math.floor(now / 1000)]);
      return { [pairName(instrument)]: { asks: side('SELL'), bids: side('BUY') } };
    }
    case 'OHLC': {
      const instrument = instrumentNamed(exchange, query.get('pair') ?? '');
      const minutes = Number(query.get('interval') ?? 1);
      if (!intervals.has(minutes)) throw new Refused('EGeneral:Invalid arguments');
      const length = minutes * 60_000;
      const from = Math.floor(now / length) * length - (keptCandles - 1) * length;
      const candles = exchange.market(instrument.symbol)?.tape.candles(length, from, now, keptCandles) ?? [];
      const rows = candles.map((candle) => [
        candle.openTime / 1000,
        ...[candle.open, candle.high, candle.low, candle.close].map(unitsText),
        unitsText(candle.volume === 0n ? 0n : divided(candle.quoteVolume, candle.volume)),
        unitsText(candle.volume),
        candle.trades,
      ]);
      return { [pairName(instrument)]: rows, last: Math.floor((now - length) / 1000) };
    }
    default:
      throw new Refused('EGeneral:Unknown method');
  }
}

function pairs(exchange: Exchange): object {
  const described = exchange.instruments().map((instrument) => {
    const { base, quote, rules, status } = instrument;
    const tick = unitsText(rules.tick);
    return [
      pairName(instrument),
      {
        altname: pairAltname(instrument),
        wsname: `${assetAltname(base)}/${assetAltname(quote)}`,
        aclass_base: 'currency',
        base: assetName(base),
        aclass_quote: 'currency',
        quote: assetName(quote),
        pair_decimals: tick.replace(/0+$/, '').split('.')[1]?.length ?? 0,
        cost_decimals: 5,
        lot_decimals: 8,
        lot_multiplier: 1,
        leverage_buy: [],
        leverage_sell: [],
        fees: [[0, 0.4]],
        fees_maker: [[0, 0.25]],
        fee_volume_currency: 'ZUSD',
        ordermin: unitsText(rules.minQuantity),
        costmin: unitsText(rules.minNotional),
        tick_size: tick,
        status: statuses[status],
      },
    ] as const;
  });
  return Object.fromEntries(described);
}
