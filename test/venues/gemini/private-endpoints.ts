import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ExchangeFill, ExchangeOrder, OrderRequest } from '#test/venues/exchange/order.ts';
import { parseUnits } from '#test/venues/exchange/units.ts';
import { textOf, type GeminiKey } from './api-keys.ts';
import { Refused, refusedBy } from './refused.ts';
import { isCancelled, orderIdOf, restOrder, restTrade, short } from './wire.ts';

type Fields = ReadonlyMap<string, unknown>;
type Endpoint = { readonly needsTrader: boolean; run(fields: Fields, key: GeminiKey): object };

export type PrivateNeeds = {
  readonly exchange: Exchange;
  /** The session that placed an order, for what is cancelled by session. */
  readonly sessions: Map<ExchangeOrder, string>;
};

const options = new Set(['maker-or-cancel', 'immediate-or-cancel', 'fill-or-kill']);

/** Private requests by their path. */
export function privateEndpoints({ exchange, sessions }: PrivateNeeds): Readonly<Record<string, Endpoint>> {
  function symbolOf(fields: Fields): string {
    const symbol = textOf(fields.get('symbol')).toUpperCase();
    if (exchange.market(symbol) === undefined) throw refusedBy({ code: 'UNKNOWN_SYMBOL' });
    return symbol;
  }

  function orderOf(fields: Fields, account: string): ExchangeOrder {
    const [number, client] = [fields.get('order_id'), fields.get('client_order_id')];
    if (number === undefined && client === undefined) {
      throw new Refused(400, 'MissingOrderField', "Missing required field 'order_id'");
    }
    const id = orderIdOf(textOf(number));
    const order = exchange
      .orders(account)
      .findLast((known) => (number === undefined ? known.clientOrderId === client : known.id === id));
    if (order === undefined) throw refusedBy({ code: 'UNKNOWN_ORDER' });
    return order;
  }

  function fillsOf(order: ExchangeOrder): readonly ExchangeFill[] {
    return exchange
      .fills(order.account)
      .filter(({ orderId, symbol }) => orderId === order.id && symbol === order.symbol);
  }

  function place(fields: Fields, { account, apiKey }: GeminiKey): object {
    const answer = exchange.place(account, readOrder(fields, symbolOf(fields)));
    if ('refusal' in answer) throw refusedBy(answer.refusal);
    sessions.set(answer.value, apiKey);
    return restOrder(answer.value);
  }

  function cancel(order: ExchangeOrder): object {
    const answer = exchange.cancel(order, '');
    // What has ended already is told as it is.
    if ('refusal' in answer && answer.refusal.code !== 'UNKNOWN_ORDER') throw refusedBy(answer.refusal);
    return restOrder(order);
  }

  function cancelAll(open: readonly ExchangeOrder[]): object {
    for (const order of open) cancel(order);
    const cancelledOrders = open.filter(isCancelled).map((order) => Number(restOrder(order)['order_id']));
    return { result: 'ok', details: { cancelledOrders, cancelRejects: [] } };
  }

  return {
    '/v1/order/new': { needsTrader: true, run: place },
    '/v1/order/cancel': { needsTrader: true, run: (fields, { account }) => cancel(orderOf(fields, account)) },
    '/v1/order/cancel/all': {
      needsTrader: true,
      run: (_, { account }) => cancelAll(exchange.openOrders(account)),
    },
    '/v1/order/cancel/session': {
      needsTrader: true,
      run: (_, { account, apiKey }) =>
        cancelAll(exchange.openOrders(account).filter((order) => sessions.get(order) === apiKey)),
    },
    '/v1/order/status': {
      needsTrader: false,
      run(fields, { account }) {
        const order = orderOf(fields, account);
        return restOrder(order, fields.get('include_trades') === true ? fillsOf(order) : undefined);
      },
    },
    '/v1/orders': {
      needsTrader: false,
      run: (_, { account }) => exchange.openOrders(account).map((order) => restOrder(order)),
    },
    '/v1/orders/history': {
      needsTrader: false,
      run(fields, { account }) {
        const ended = exchange
          .orders(account)
          .filter((order) => order.status === 'FILLED' || isCancelled(order));
        return newest(fields, 'limit_orders', ended, ({ createdAt }) => createdAt).map((order) =>
          restOrder(order),
        );
      },
    },
    '/v1/mytrades': {
      needsTrader: false,
      run(fields, { account }) {
        const symbol = fields.has('symbol') ? symbolOf(fields) : undefined;
        const fills = exchange
          .fills(account)
          .filter((fill) => symbol === undefined || fill.symbol === symbol);
        const orders = new Map(
          exchange.orders(account).map((order) => [`${order.symbol} ${order.id}`, order]),
        );
        return newest(fields, 'limit_trades', fills, ({ at }) => at).flatMap((fill) => {
          const order = orders.get(`${fill.symbol} ${fill.orderId}`);
          return order === undefined ? [] : [restTrade(fill, order)];
        });
      },
    },
    '/v1/balances': {
      needsTrader: false,
      run: (_, { account }) =>
        exchange.ledger.balances(account).map(({ asset, free, locked }) => ({
          type: 'exchange',
          currency: asset,
          amount: short(free + locked),
          available: short(free),
          availableForWithdrawal: short(free),
        })),
    },
    '/v1/notionalvolume': {
      needsTrader: false,
      run(_, { account }) {
        const { maker, taker } = exchange.feesOf(account);
        const bps = { maker: Number(maker) / 10_000, taker: Number(taker) / 10_000 };
        const kinds = ['web', 'api', 'fix', 'block'].flatMap((kind) => [
          [`${kind}_maker_fee_bps`, bps.maker],
          [`${kind}_taker_fee_bps`, bps.taker],
        ]);
        return {
          ...Object.fromEntries(kinds),
          notional_30d_volume: 0,
          last_updated_ms: exchange.clock.now(),
          date: new Date(exchange.clock.now()).toISOString().slice(0, 10),
          notional_1d_volume: [],
        };
      },
    },
    '/v1/heartbeat': { needsTrader: false, run: () => ({ result: 'ok' }) },
    '/v1/roles': {
      needsTrader: false,
      run: (_, { isTrader, isFundManager }) => ({ isAuditor: false, isFundManager, isTrader }),
    },
  };
}

function readOrder(fields: Fields, symbol: string): OrderRequest {
  const clientOrderId = fields.get('client_order_id') ?? '';
  if (typeof clientOrderId !== 'string') {
    throw new Refused(400, 'ClientOrderIdMustBeString', 'client_order_id must be a string');
  }
  if (clientOrderId.length > 100) {
    throw new Refused(400, 'ClientOrderIdTooLong', 'client_order_id must be under 100 characters');
  }
  const side = textOf(fields.get('side')).toUpperCase();
  if (side !== 'BUY' && side !== 'SELL') throw new Refused(400, 'InvalidSide', 'Invalid side for symbol');
  const type = fields.get('type');
  if (type !== 'exchange limit' && type !== 'exchange stop limit') {
    throw new Refused(400, 'InvalidOrderType', `Invalid order type: ${textOf(type)}`);
  }
  const chosen = fields.get('options') ?? [];
  if (!Array.isArray(chosen)) throw new Refused(400, 'OptionsMustBeArray', 'options must be an array');
  const [option, ...more]: readonly unknown[] = chosen;
  if (more.length > 0)
    throw new Refused(400, 'ConflictingOptions', 'Only one order execution option is supported');
  if (option !== undefined && (type === 'exchange stop limit' || !options.has(textOf(option)))) {
    throw new Refused(400, 'UnsupportedOption', `Option "${textOf(option)}" is not supported.`);
  }
  const quantity = parseUnits(textOf(fields.get('amount')));
  if (quantity === undefined) throw new Refused(400, 'InvalidQuantity', 'Invalid quantity for symbol');
  const price = parseUnits(textOf(fields.get('price')));
  if (price === undefined) throw new Refused(400, 'InvalidPrice', 'Invalid price for symbol');
  return {
    symbol,
    clientOrderId,
    side,
    price,
    quantity,
    quoteQuantity: 0n,
    timeInForce: option === 'immediate-or-cancel' ? 'IOC' : option === 'fill-or-kill' ? 'FOK' : 'GTC',
    postOnly: option === 'maker-or-cancel',
    stop: type === 'exchange limit' ? undefined : stopOf(fields, side, price),
    selfTradePrevention: 'EXPIRE_TAKER',
  };
}

/** A purchase wakes at a stop below its price, a sale at one above. */
function stopOf(fields: Fields, side: 'BUY' | 'SELL', price: bigint): OrderRequest['stop'] {
  const stop = parseUnits(textOf(fields.get('stop_price')));
  if (stop === undefined || (side === 'BUY' ? stop >= price : stop <= price)) {
    throw new Refused(400, 'InvalidStopPrice', 'Invalid stop price');
  }
  return { price: stop, when: side === 'BUY' ? 'rises' : 'falls' };
}

/** The newest first. `timestamp` is the oldest moment, in seconds or milliseconds. */
function newest<Item>(
  fields: Fields,
  limitName: string,
  items: readonly Item[],
  at: (item: Item) => number,
): Item[] {
  const limit = Math.min(Number(fields.get(limitName) ?? 50), 500);
  const given = Number(fields.get('timestamp') ?? 0);
  const from = given < 100_000_000_000 ? given * 1000 : given;
  const late = items.filter((item) => at(item) >= from);
  // From a moment on, zero too, they are paged forward.
  return (fields.has('timestamp') ? late.slice(0, limit) : late.slice(-limit)).toReversed();
}
