import type { Instrument } from '#test/venues/exchange/instrument.ts';
import type { ExchangeFill, ExchangeOrder } from '#test/venues/exchange/order.ts';
import { divided, unitsText } from '#test/venues/exchange/units.ts';
import { pairAltname, pairName, transactionId } from './names.ts';

type Fields = Readonly<Record<string, unknown>>;

export function orderType({ price, stop, side }: ExchangeOrder): string {
  if (stop === undefined) return price === undefined ? 'market' : 'limit';
  const isLoss = (side === 'BUY') === (stop.when === 'rises');
  return `${isLoss ? 'stop-loss' : 'take-profit'}${price === undefined ? '' : '-limit'}`;
}

export function orderTxid({ id }: Pick<ExchangeOrder, 'id'>): string {
  return transactionId('O', id);
}

/** `buy 1.25000000 XBTUSD @ limit 27500.0` */
export function described(order: ExchangeOrder, instrument: Instrument): string {
  const price = order.price === undefined ? '' : ` ${unitsText(order.price)}`;
  const terms = `${unitsText(order.quantity)} ${pairAltname(instrument)}`;
  return `${order.side.toLowerCase()} ${terms} @ ${orderType(order)}${price}`;
}

function statusOf({ status }: ExchangeOrder): string {
  if (status === 'FILLED') return 'closed';
  return status === 'NEW' || status === 'PARTIALLY_FILLED' ? 'open' : 'canceled';
}

export function reasonOf({ status, expiryReason }: ExchangeOrder): string | null {
  if (status === 'CANCELED') return 'User requested';
  if (expiryReason === 'POST_ONLY_WOULD_TAKE') return 'Post only order';
  return expiryReason ?? null;
}

export function orderInfo(
  order: ExchangeOrder,
  instrument: Instrument,
  fills: readonly ExchangeFill[],
): Fields {
  const own = fills.filter(({ orderId, symbol }) => orderId === order.id && symbol === order.symbol);
  const status = statusOf(order);
  return {
    refid: null,
    userref: 0,
    ...(order.clientOrderId === '' ? {} : { cl_ord_id: order.clientOrderId }),
    status,
    ...(status === 'open' ? {} : { reason: reasonOf(order), closetm: order.updatedAt / 1000 }),
    opentm: order.createdAt / 1000,
    starttm: 0,
    expiretm: 0,
    descr: {
      pair: pairAltname(instrument),
      type: order.side.toLowerCase(),
      ordertype: orderType(order),
      price: unitsText(order.stop?.price ?? order.price ?? 0n),
      price2: unitsText(order.stop === undefined ? 0n : (order.price ?? 0n)),
      leverage: 'none',
      order: described(order, instrument),
      close: '',
    },
    vol: unitsText(order.quantity),
    vol_exec: unitsText(order.executed),
    cost: unitsText(order.executedQuote),
    fee: unitsText(own.reduce((sum, { fee }) => sum + fee, 0n)),
    price: unitsText(order.executed === 0n ? 0n : divided(order.executedQuote, order.executed)),
    stopprice: unitsText(order.stop?.price ?? 0n),
    limitprice: unitsText(0n),
    misc: order.stop !== undefined && order.workingAt !== undefined ? 'stopped' : '',
    oflags: order.postOnly ? 'fciq,post' : 'fciq',
    trades: own.map(({ tradeId }) => transactionId('T', tradeId)),
  };
}

export function tradeInfo(fill: ExchangeFill, order: ExchangeOrder, instrument: Instrument): Fields {
  return {
    ordertxid: orderTxid(order),
    postxid: 'TKH2SE-M7IF5-CFI7LT',
    pair: pairName(instrument),
    time: fill.at / 1000,
    type: fill.side.toLowerCase(),
    ordertype: orderType(order),
    price: unitsText(fill.price),
    cost: unitsText(fill.quoteQuantity),
    fee: unitsText(fill.fee),
    vol: unitsText(fill.quantity),
    margin: unitsText(0n),
    misc: '',
    trade_id: fill.tradeId,
    maker: fill.isMaker,
  };
}
