import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ExchangeOrder, OrderRequest } from '#test/venues/exchange/order.ts';
import type { Refusal } from '#test/venues/exchange/placing.ts';
import { parseUnits } from '#test/venues/exchange/units.ts';
import { fillFields, orderFields, orderIdOf, productOfSymbol, statusOf } from './order-wire.ts';
import { Refused } from './refused.ts';
import { instrumentOf, text } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;
type Asked = { readonly account: string; readonly query: URLSearchParams; readonly body: Fields };

/** By method and path below `/api/v3/brokerage`; the number of an order is `:id`. */
export function privateEndpoints(
  exchange: Exchange,
): Readonly<Record<string, (asked: Asked, id: string) => object>> {
  const product = ({ symbol }: ExchangeOrder) => productOfSymbol(exchange, symbol);

  /** An id that it knows is answered with the order that has it. */
  function place({ account, body }: Asked): object {
    const name = textOf(body['client_order_id']);
    const known = exchange.orders(account).find(({ clientOrderId }) => clientOrderId === name);
    if (known !== undefined) return made(known);
    const request = readOrder(exchange, body, name);
    if (typeof request === 'string') return notMade(request);
    const answer = exchange.place(account, request);
    return 'refusal' in answer ? notMade(reasonOf(answer.refusal)) : made(answer.value);
  }

  function made(order: ExchangeOrder): object {
    const { order_configuration } = orderFields(exchange, order);
    return {
      success: true,
      failure_reason: 'UNKNOWN_FAILURE_REASON',
      order_id: orderIdOf(exchange, order),
      success_response: {
        order_id: orderIdOf(exchange, order),
        product_id: product(order),
        side: order.side,
        client_order_id: order.clientOrderId,
      },
      order_configuration,
    };
  }

  function cancelOne(account: string, id: string): object {
    const order = exchange.orders(account).find((known) => orderIdOf(exchange, known) === id);
    const answer = order === undefined ? undefined : exchange.cancel(order, '');
    if (answer !== undefined && !('refusal' in answer))
      return { success: true, failure_reason: 'UNKNOWN_CANCEL_FAILURE_REASON', order_id: id };
    const failure_reason = order?.status === 'FILLED' ? 'ORDER_IS_FULLY_FILLED' : 'UNKNOWN_CANCEL_ORDER';
    return { success: false, failure_reason, order_id: id };
  }

  return {
    'POST /orders': place,
    'POST /orders/batch_cancel'({ account, body }) {
      const ids = Array.isArray(body['order_ids']) ? body['order_ids'].map(String) : [];
      return { results: ids.map((id) => cancelOne(account, id)) };
    },
    'GET /orders/historical/batch'({ account, query }) {
      const [products, statuses] = [query.getAll('product_ids'), query.getAll('order_status')];
      const since = Date.parse(query.get('start_date') ?? '1970-01-01T00:00:00Z');
      const found = exchange
        .orders(account)
        .filter(
          (order) =>
            (products.length === 0 || products.includes(product(order))) &&
            (statuses.length === 0 || statuses.includes(statusOf(order))) &&
            order.createdAt >= since,
        )
        .toReversed();
      const { items, has_next, cursor } = page(query, found);
      return { orders: items.map((order) => orderFields(exchange, order)), sequence: '0', has_next, cursor };
    },
    'GET /orders/historical/fills'({ account, query }) {
      const [products, orders] = [query.getAll('product_ids'), query.getAll('order_ids')];
      const since = Date.parse(query.get('start_sequence_timestamp') ?? '1970-01-01T00:00:00Z');
      const found = exchange
        .fills(account)
        .filter(({ symbol, orderId: id, at }) => {
          const isOfProduct = products.length === 0 || products.includes(productOfSymbol(exchange, symbol));
          const isOfOrder = orders.length === 0 || orders.includes(orderIdOf(exchange, { symbol, id }));
          return isOfProduct && isOfOrder && at >= since;
        })
        .toReversed();
      const { items, cursor } = page(query, found);
      return { fills: items.map((fill) => fillFields(exchange, fill)), cursor };
    },
    'GET /orders/historical/:id'({ account }, id) {
      const order = exchange.orders(account).find((known) => orderIdOf(exchange, known) === id);
      if (order === undefined) throw new Refused(404, 'NOT_FOUND', 'order with this orderID was not found');
      return { order: orderFields(exchange, order) };
    },
    'GET /accounts'({ account, query }) {
      const wallets = exchange.ledger.balances(account).map(({ asset: currency, free, locked }) => ({
        uuid: `wallet ${currency}`,
        name: `${currency} Wallet`,
        currency,
        available_balance: { value: text(free), currency },
        hold: { value: text(locked), currency },
        active: true,
        ready: true,
      }));
      const { items: accounts, has_next, cursor } = page(query, wallets);
      return { accounts, has_next, cursor, size: accounts.length };
    },
  };
}

function page<Item>(query: URLSearchParams, items: readonly Item[]) {
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 49);
  const has_next = to < items.length;
  return { items: items.slice(from, to), has_next, cursor: has_next ? String(to) : '' };
}

function notMade(reason: string): object {
  return {
    success: false,
    failure_reason: 'UNKNOWN_FAILURE_REASON',
    order_id: '',
    error_response: { error: reason, message: '', error_details: '', new_order_failure_reason: reason },
  };
}

function reasonOf(refusal: Refusal): string {
  switch (refusal.code) {
    case 'RULE':
      return refusal.rule === 'PRICE_FILTER' ? 'INVALID_PRICE_PRECISION' : 'INVALID_SIZE_PRECISION';
    case 'INSUFFICIENT_BALANCE':
      return 'INSUFFICIENT_FUND';
    case 'UNKNOWN_SYMBOL':
      return 'INVALID_PRODUCT_ID';
    case 'MARKET_CLOSED':
      return 'ORDER_ENTRY_DISABLED';
    case 'NO_LIQUIDITY':
      return 'INVALID_NO_LIQUIDITY';
    default:
      return 'INVALID_REQUEST';
  }
}

const kinds: Readonly<Record<string, OrderRequest['timeInForce']>> = {
  market_market_ioc: 'IOC',
  sor_limit_ioc: 'IOC',
  limit_limit_gtc: 'GTC',
  limit_limit_fok: 'FOK',
  stop_limit_stop_limit_gtc: 'GTC',
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Why it is not made, where it is not. */
function readOrder(exchange: Exchange, body: Fields, clientOrderId: string): OrderRequest | string {
  const instrument = instrumentOf(exchange, String(body['product_id']));
  if (instrument === undefined) return 'INVALID_PRODUCT_ID';
  const { side, order_configuration: configurations } = body;
  if (side !== 'BUY' && side !== 'SELL') return 'INVALID_SIDE';
  const [[kind, told] = ['', undefined], ...more] = Object.entries(configurations ?? {});
  const timeInForce = kinds[kind];
  if (timeInForce === undefined || more.length > 0) return 'UNSUPPORTED_ORDER_CONFIGURATION';
  const fields: Fields = told;
  const amountOf = (field: string) => parseUnits(textOf(fields[field]));
  const [quantity, price, stop] = ['base_size', 'limit_price', 'stop_price'].map(amountOf);
  if (quantity === undefined) return 'INVALID_SIZE_PRECISION';
  if (price === undefined && kind !== 'market_market_ioc') return 'INVALID_PRICE_PRECISION';
  const when = fields['stop_direction'] === 'STOP_DIRECTION_STOP_UP' ? 'rises' : 'falls';
  return {
    symbol: instrument.symbol,
    clientOrderId,
    side,
    price,
    quantity,
    quoteQuantity: 0n,
    timeInForce: price === undefined ? 'GTC' : timeInForce,
    postOnly: fields['post_only'] === true,
    stop: stop === undefined ? undefined : { price: stop, when },
    selfTradePrevention: 'EXPIRE_TAKER',
  };
}
