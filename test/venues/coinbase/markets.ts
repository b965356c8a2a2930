import type { WebSocket } from 'ws';

import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Instrument } from '#test/venues/exchange/instrument.ts';
import type { PublicTrade } from '#test/venues/exchange/tape.ts';
import type { Faults } from '#test/venues/faults.ts';
import { serveFrames, type Request } from './frames.ts';
import { instrumentOf, productOf, text, timestamp } from './wire.ts';

type Side = readonly (readonly [price: bigint, quantity: bigint])[];
type View = { readonly bid: Side; readonly offer: Side };

const channels = new Set(['level2', 'ticker', 'market_trades']);
const noLevels: View = { bid: [], offer: [] };

/** One connection to `advanced-trade-ws.coinbase.com`: https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels. */
export function serveMarkets(exchange: Exchange, faults: Faults, socket: WebSocket): void {
  const views = new Map<string, View>();
  const { clock } = exchange;
  const stop = exchange.onEvent(onEvent);
  const frames = serveFrames({ socket, clock, faults, onRequest, onEnd: stop });

  function viewOf({ symbol }: Instrument): View {
    const book = exchange.market(symbol)?.book;
    return { bid: book?.levels('BUY') ?? [], offer: book?.levels('SELL') ?? [] };
  }

  function pushBook(instrument: Instrument, type: 'snapshot' | 'update'): void {
    const { symbol } = instrument;
    const before = type === 'snapshot' ? noLevels : (views.get(symbol) ?? noLevels);
    const now = viewOf(instrument);
    views.set(symbol, now);
    const event_time = timestamp(type === 'snapshot' ? 0 : clock.now());
    const updates = (['bid', 'offer'] as const).flatMap((side) =>
      changes(before[side], now[side]).map(([price, quantity]) => ({
        side,
        event_time,
        price_level: text(price),
        new_quantity: text(quantity),
      })),
    );
    if (type === 'snapshot' || updates.length > 0)
      frames.push('l2_data', [{ type, product_id: productOf(instrument), updates }]);
  }

  function pushTicker(instrument: Instrument, type: 'snapshot' | 'update'): void {
    const market = exchange.market(instrument.symbol);
    const { bid, offer } = viewOf(instrument);
    const ticker = {
      type: 'ticker',
      product_id: productOf(instrument),
      price: text(market?.tape.lastPrice ?? 0n),
      best_bid: text(bid[0]?.[0] ?? 0n),
      best_bid_quantity: text(bid[0]?.[1] ?? 0n),
      best_ask: text(offer[0]?.[0] ?? 0n),
      best_ask_quantity: text(offer[0]?.[1] ?? 0n),
    };
    frames.push('ticker', [{ type, tickers: [ticker] }]);
  }

  function pushTrades(
    instrument: Instrument,
    type: 'snapshot' | 'update',
    trades: readonly PublicTrade[],
  ): void {
    const told = trades.map(({ id, at, price, quantity, isBuyerMaker }) => ({
      trade_id: String(id),
      product_id: productOf(instrument),
      price: text(price),
      size: text(quantity),
      // Of who was there before.
      side: isBuyerMaker ? 'BUY' : 'SELL',
      time: timestamp(at),
    }));
    frames.push('market_trades', [{ type, trades: told.toReversed() }]);
  }

  function onEvent(event: ExchangeEvent): void {
    if (event.type !== 'book' && event.type !== 'trade') return;
    const instrument = exchange.instruments().find(({ symbol }) => symbol === event.symbol);
    if (instrument === undefined) return;
    const has = (channel: string) => frames.namesOf(channel).has(productOf(instrument));
    if (event.type === 'book') {
      if (has('level2')) pushBook(instrument, 'update');
      return;
    }
    if (has('market_trades')) pushTrades(instrument, 'update', [event.trade]);
    if (has('ticker')) pushTicker(instrument, 'update');
  }

  function begin(channel: string, instrument: Instrument): void {
    if (channel === 'level2') pushBook(instrument, 'snapshot');
    else if (channel === 'ticker') pushTicker(instrument, 'snapshot');
    else pushTrades(instrument, 'snapshot', exchange.market(instrument.symbol)?.tape.recent(50) ?? []);
  }

  function onRequest({ type, channel, product_ids: asked }: Request): void {
    const name = String(channel);
    const products = Array.isArray(asked) ? asked.map(String) : [];
    const instruments = products.map((product) => instrumentOf(exchange, product));
    if (!channels.has(name) || instruments.includes(undefined))
      return frames.refuse('unknown product or channel');
    for (const instrument of instruments) {
      if (instrument === undefined) continue;
      if (type === 'subscribe') {
        frames.namesOf(name).add(productOf(instrument));
        begin(name, instrument);
      } else frames.namesOf(name).delete(productOf(instrument));
    }
    frames.tellSubscriptions();
  }
}

/** Each level that has another quantity; zero of one that is gone. */
function changes(before: Side, now: Side): Side {
  const [old, next] = [new Map(before), new Map(now)];
  const gone = before.filter(([price]) => !next.has(price)).map(([price]) => [price, 0n] as const);
  return [...gone, ...now.filter(([price, quantity]) => old.get(price) !== quantity)];
}
