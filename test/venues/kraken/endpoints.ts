import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Instrument } from '#test/venues/exchange/instrument.ts';
import {
  isOpen,
  type ExchangeFill,
  type ExchangeOrder,
  type OrderRequest,
} from '#test/venues/exchange/order.ts';
import { parseUnits, unitsText } from '#test/venues/exchange/units.ts';
import { assetName, pairAltname, pairName, transactionId } from './names.ts';
import { Refused, refusedBy } from './refused.ts';
import { described, orderInfo, orderTxid, tradeInfo } from './wire.ts';

type Fields = URLSearchParams;
type Private = Readonly<Record<string, (fields: Fields, account: string) => object>>;
type Dated = { readonly id: string; readonly at: number };

const pageLength = 50;
const mostAsked = 20;
const longestDeadlineMs = 60_000;
const types = new Set([
  'market',
  'limit',
  'stop-loss',
  'stop-loss-limit',
  'take-profit',
  'take-profit-limit',
]);

/** Private requests by the last part of their path. */
export function privateEndpoints(exchange: Exchange): Private {
  const { clock } = exchange;
  const switches = new Map<string, () => void>();
  const instrumentOf = (name: string) => instrumentNamed(exchange, name);

  function infoOf(order: ExchangeOrder): object {
    return orderInfo(order, instrumentOf(order.symbol), exchange.fills(order.account));
  }

  const listed = (orders: readonly ExchangeOrder[]) =>
    Object.fromEntries(orders.map((order) => [orderTxid(order), infoOf(order)]));

  function tradesOf(fills: readonly ExchangeFill[], account: string): object {
    const orders = new Map(exchange.orders(account).map((order) => [`${order.symbol} ${order.id}`, order]));
    return Object.fromEntries(
      fills.flatMap((fill) => {
        const order = orders.get(`${fill.symbol} ${fill.orderId}`);
        if (order === undefined) return [];
        return [[transactionId('T', fill.tradeId), tradeInfo(fill, order, instrumentOf(fill.symbol))]];
      }),
    );
  }

  function place(fields: Fields, account: string): object {
    inTime(fields);
    const instrument = instrumentOf(fields.get('pair') ?? '');
    const request = readOrder(fields, instrument);
    if (fields.get('validate') === 'true') {
      const refusal = exchange.check(account, request);
      if (refusal !== undefined) throw refusedBy(refusal);
      return { descr: { order: '' } };
    }
    const answer = exchange.place(account, request);
    if ('refusal' in answer) throw refusedBy(answer.refusal);
    const order = answer.value;
    return { descr: { order: described(order, instrument) }, txid: [orderTxid(order)] };
  }

  /** The engine does not match what comes after its deadline: whoever sent one knows then that it was not placed. */
  function inTime(fields: Fields): void {
    const text = fields.get('deadline');
    if (text === null) return;
    const deadline = Date.parse(text);
    if (Number.isNaN(deadline) || deadline > clock.now() + longestDeadlineMs) {
      throw new Refused('EGeneral:Invalid arguments:deadline');
    }
    if (deadline <= clock.now()) throw new Refused('EService:Deadline elapsed');
  }

  function cancelAll(account: string): number {
    const open = exchange.openOrders(account);
    for (const order of open) exchange.cancel(order, '');
    return open.length;
  }

  return {
    AddOrder: place,
    CancelOrder(fields, account) {
      const txid = fields.get('txid');
      const order = exchange
        .openOrders(account)
        .find((known) =>
          txid === null ? known.clientOrderId === fields.get('cl_ord_id') : orderTxid(known) === txid,
        );
      if (order === undefined) throw refusedBy({ code: 'UNKNOWN_ORDER' });
      const answer = exchange.cancel(order, '');
      if ('refusal' in answer) throw refusedBy(answer.refusal);
      return { count: 1 };
    },
    CancelAll: (_, account) => ({ count: cancelAll(account) }),
    CancelAllOrdersAfter(fields, account) {
      const seconds = Number(fields.get('timeout'));
      switches.get(account)?.();
      switches.delete(account);
      const currentTime = new Date(clock.now()).toISOString();
      if (seconds === 0) return { currentTime, triggerTime: '0' };
      switches.set(
        account,
        clock.after(seconds * 1000, () => void cancelAll(account)),
      );
      return { currentTime, triggerTime: new Date(clock.now() + seconds * 1000).toISOString() };
    },
    OpenOrders: (fields, account) => ({ open: listed(withId(fields, exchange.openOrders(account))) }),
    ClosedOrders(fields, account) {
      const ended = exchange.orders(account).filter((order) => !isOpen(order));
      const since = after(fields, ended, (order) => ({ id: orderTxid(order), at: order.createdAt }));
      const found = withId(fields, since).toReversed();
      return { closed: listed(page(fields, found)), count: found.length };
    },
    QueryOrders(fields, account) {
      const asked = (fields.get('txid') ?? '').split(',').map((text) => text.trim());
      const found = exchange.orders(account).filter((order) => asked.includes(orderTxid(order)));
      if (found.length < asked.length) throw refusedBy({ code: 'UNKNOWN_ORDER' });
      return listed(found);
    },
    TradesHistory(fields, account) {
      const own = exchange.fills(account);
      const fills = after(fields, own, ({ tradeId, at }) => ({
        id: transactionId('T', tradeId),
        at,
      })).toReversed();
      return { trades: tradesOf(page(fields, fills), account), count: fills.length };
    },
    QueryTrades(fields, account) {
      const asked = (fields.get('txid') ?? '').split(',').map((text) => text.trim());
      if (asked.length > mostAsked) throw new Refused('EGeneral:Invalid arguments:txid');
      const found = exchange
        .fills(account)
        .filter(({ tradeId }) => asked.includes(transactionId('T', tradeId)));
      return tradesOf(found, account);
    },
    Balance: (_, account) =>
      Object.fromEntries(
        exchange.ledger
          .balances(account)
          .map(({ asset, free, locked }) => [assetName(asset), unitsText(free + locked)]),
      ),
    BalanceEx: (_, account) =>
      Object.fromEntries(
        exchange.ledger
          .balances(account)
          .map(({ asset, free, locked }) => [
            assetName(asset),
            { balance: unitsText(free + locked), hold_trade: unitsText(locked) },
          ]),
      ),
  };
}

/** By its name at Kraken, long or short, or by the exchange's symbol. */
export function instrumentNamed(exchange: Exchange, name: string): Instrument {
  const found = exchange
    .instruments()
    .find((known) => [known.symbol, pairName(known), pairAltname(known)].includes(name));
  if (found === undefined) throw refusedBy({ code: 'UNKNOWN_SYMBOL' });
  return found;
}

function withId(fields: Fields, orders: readonly ExchangeOrder[]): readonly ExchangeOrder[] {
  const id = fields.get('cl_ord_id');
  return id === null ? orders : orders.filter(({ clientOrderId }) => clientOrderId === id);
}

/** After a time in seconds, or after the one of that id. */
function after<Item>(
  fields: Fields,
  items: readonly Item[],
  datedOf: (item: Item) => Dated,
): readonly Item[] {
  const start = fields.get('start');
  if (start === null) return items;
  const from = items.map(datedOf).findIndex(({ id }) => id === start);
  return from >= 0 ? items.slice(from + 1) : items.filter((item) => datedOf(item).at > Number(start) * 1000);
}

function page<Item>(fields: Fields, items: readonly Item[]): readonly Item[] {
  const from = Number(fields.get('ofs') ?? 0);
  return items.slice(from, from + pageLength);
}

function readOrder(fields: Fields, { symbol }: Instrument): OrderRequest {
  const type = fields.get('ordertype') ?? '';
  if (!types.has(type)) throw new Refused('EGeneral:Invalid arguments:ordertype');
  const side = fields.get('type')?.toUpperCase();
  if (side !== 'BUY' && side !== 'SELL') throw new Refused('EGeneral:Invalid arguments:type');
  const timeInForce = fields.get('timeinforce') ?? 'GTC';
  if (timeInForce !== 'GTC' && timeInForce !== 'IOC')
    throw new Refused('EGeneral:Invalid arguments:timeinforce');
  const amount = (name: string) => {
    const value = parseUnits(fields.get(name) ?? '');
    if (value === undefined) throw new Refused(`EGeneral:Invalid arguments:${name}`);
    return value;
  };
  const isStop = type.startsWith('stop-loss') || type.startsWith('take-profit');
  const isLimit = type.endsWith('limit');
  const rises = type.startsWith('stop-loss') === (side === 'BUY');
  return {
    symbol,
    clientOrderId: fields.get('cl_ord_id') ?? '',
    side,
    price: isLimit ? amount(isStop ? 'price2' : 'price') : undefined,
    quantity: amount('volume'),
    quoteQuantity: 0n,
    timeInForce,
    postOnly: (fields.get('oflags') ?? '').split(',').includes('post'),
    stop: isStop ? { price: amount('price'), when: rises ? 'rises' : 'falls' } : undefined,
    selfTradePrevention: 'EXPIRE_TAKER',
  };
}
