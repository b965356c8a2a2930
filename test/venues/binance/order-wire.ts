import type { OrderEvent } from '#test/venues/exchange/events.ts';
import type { ExchangeFill, ExchangeOrder, Side } from '#test/venues/exchange/order.ts';
import { unitsText } from '#test/venues/exchange/units.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The name that Binance has for an order of these terms. */
function typeOf({
  price,
  stop,
  postOnly,
  side,
}: Pick<ExchangeOrder, 'price' | 'stop' | 'postOnly' | 'side'>): string {
  if (stop === undefined) return price === undefined ? 'MARKET' : postOnly ? 'LIMIT_MAKER' : 'LIMIT';
  const isLoss = (side === 'BUY') === (stop.when === 'rises');
  return `${isLoss ? 'STOP_LOSS' : 'TAKE_PROFIT'}${price === undefined ? '' : '_LIMIT'}`;
}

/** When a stop of that name and side wakes. */
export function stopDirection(type: string, side: Side): 'rises' | 'falls' {
  return type.startsWith('STOP_LOSS') === (side === 'BUY') ? 'rises' : 'falls';
}

/** Fields that appear only where they apply. */
function conditional(order: ExchangeOrder): Fields {
  return {
    ...(order.stop === undefined ? {} : { stopPrice: unitsText(order.stop.price) }),
    ...(order.preventedMatchId === undefined
      ? {}
      : { preventedMatchId: order.preventedMatchId, preventedQuantity: unitsText(order.prevented) }),
    ...(order.expiryReason === undefined ? {} : { expiryReason: order.expiryReason }),
  };
}

function terms(order: ExchangeOrder): Fields {
  return {
    price: unitsText(order.price ?? 0n),
    origQty: unitsText(order.quantity),
    executedQty: unitsText(order.executed),
    origQuoteOrderQty: unitsText(order.quoteQuantity),
    cummulativeQuoteQty: unitsText(order.executedQuote),
    status: order.status,
    timeInForce: order.timeInForce,
    type: typeOf(order),
    side: order.side,
  };
}

export function acknowledgement({ symbol, id, clientOrderId, createdAt }: ExchangeOrder): Fields {
  return { symbol, orderId: id, orderListId: -1, clientOrderId, transactTime: createdAt };
}

export function result(order: ExchangeOrder): Fields {
  return {
    ...acknowledgement(order),
    ...terms(order),
    workingTime: order.workingAt ?? -1,
    selfTradePreventionMode: order.selfTradePrevention,
    ...conditional(order),
  };
}

export function full(order: ExchangeOrder, fills: readonly ExchangeFill[]): Fields {
  return {
    ...result(order),
    fills: fills.map(({ price, quantity, fee, feeAsset, tradeId }) => ({
      price: unitsText(price),
      qty: unitsText(quantity),
      commission: unitsText(fee),
      commissionAsset: feeAsset,
      tradeId,
    })),
  };
}

/** The id of a cancel is not that of the order. */
export function cancelled(order: ExchangeOrder, requestId: string): Fields {
  return {
    symbol: order.symbol,
    origClientOrderId: order.clientOrderId,
    orderId: order.id,
    orderListId: -1,
    clientOrderId: requestId,
    transactTime: order.updatedAt,
    ...terms(order),
    selfTradePreventionMode: order.selfTradePrevention,
    ...conditional(order),
  };
}

export function queried(order: ExchangeOrder): Fields {
  return {
    symbol: order.symbol,
    orderId: order.id,
    orderListId: -1,
    clientOrderId: order.clientOrderId,
    ...terms(order),
    stopPrice: unitsText(order.stop?.price ?? 0n),
    icebergQty: unitsText(0n),
    time: order.createdAt,
    updateTime: order.updatedAt,
    isWorking: order.workingAt !== undefined,
    workingTime: order.workingAt ?? -1,
    selfTradePreventionMode: order.selfTradePrevention,
    ...conditional(order),
  };
}

export function amended({ at, executionId, order, request }: OrderEvent): Fields {
  return {
    transactTime: at,
    executionId,
    amendedOrder: {
      symbol: order.symbol,
      orderId: order.id,
      orderListId: -1,
      origClientOrderId: request?.originalClientOrderId ?? order.clientOrderId,
      clientOrderId: order.clientOrderId,
      price: unitsText(order.price ?? 0n),
      qty: unitsText(order.quantity),
      executedQty: unitsText(order.executed),
      preventedQty: unitsText(order.prevented),
      quoteOrderQty: unitsText(order.quoteQuantity),
      cumulativeQuoteQty: unitsText(order.executedQuote),
      status: order.status,
      timeInForce: order.timeInForce,
      type: typeOf(order),
      side: order.side,
      ...(order.workingAt === undefined ? {} : { workingTime: order.workingAt }),
      selfTradePreventionMode: order.selfTradePrevention,
      ...(order.stop === undefined ? {} : { stopPrice: unitsText(order.stop.price) }),
    },
  };
}

export function ownTrade(fill: ExchangeFill): Fields {
  return {
    symbol: fill.symbol,
    id: fill.tradeId,
    orderId: fill.orderId,
    orderListId: -1,
    price: unitsText(fill.price),
    qty: unitsText(fill.quantity),
    quoteQty: unitsText(fill.quoteQuantity),
    commission: unitsText(fill.fee),
    commissionAsset: fill.feeAsset,
    time: fill.at,
    isBuyer: fill.side === 'BUY',
    isMaker: fill.isMaker,
    isBestMatch: true,
  };
}

/** In a cancel `c` is the cancel's own id, and `C` is the order's. */
export function executionReport(event: OrderEvent): Fields {
  const { execution, order, fill, prevented, request, at } = event;
  const isWorking = order.workingAt !== undefined;
  const isOnBook = isWorking && (order.status === 'NEW' || order.status === 'PARTIALLY_FILLED');
  return {
    e: 'executionReport',
    E: at,
    s: order.symbol,
    c: request?.clientOrderId ?? order.clientOrderId,
    S: order.side,
    o: typeOf(order),
    f: order.timeInForce,
    q: unitsText(order.quantity),
    p: unitsText(order.price ?? 0n),
    P: unitsText(order.stop?.price ?? 0n),
    F: unitsText(0n),
    g: -1,
    C: request?.originalClientOrderId ?? '',
    x: execution,
    X: order.status,
    r: 'NONE',
    i: order.id,
    l: unitsText(fill?.quantity ?? 0n),
    z: unitsText(order.executed),
    L: unitsText(fill?.price ?? 0n),
    n: fill === undefined ? '0' : unitsText(fill.fee),
    N: fill?.feeAsset ?? null,
    T: at,
    t: fill?.tradeId ?? -1,
    ...(prevented === undefined
      ? {}
      : {
          v: prevented.id,
          A: unitsText(order.prevented),
          B: unitsText(prevented.quantity),
          u: -1,
          U: prevented.counterOrderId,
          Cs: order.symbol,
          pl: unitsText(prevented.quantity),
          pL: unitsText(prevented.price),
          pY: unitsText((prevented.quantity * prevented.price) / 100_000_000n),
        }),
    I: event.executionId,
    w: isOnBook,
    m: fill?.isMaker ?? false,
    M: false,
    O: order.createdAt,
    Z: unitsText(order.executedQuote),
    Y: unitsText(fill?.quoteQuantity ?? 0n),
    Q: unitsText(order.quoteQuantity),
    ...(order.workingAt === undefined ? {} : { W: order.workingAt }),
    V: order.selfTradePrevention,
    ...(order.expiryReason === undefined ? {} : { eR: order.expiryReason }),
  };
}
