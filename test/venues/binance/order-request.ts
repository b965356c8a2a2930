import type { Market } from '#test/venues/exchange/market.ts';
import type { OrderRequest, SelfTradePrevention } from '#test/venues/exchange/order.ts';
import { stopDirection } from './order-wire.ts';
import type { Parameters } from './parameters.ts';
import { Refused } from './refused.ts';

const types = [
  'LIMIT',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
  'LIMIT_MAKER',
] as const;
const responseTypes = ['ACK', 'RESULT', 'FULL'] as const;
export const selfTradePreventions: readonly SelfTradePrevention[] = [
  'NONE',
  'EXPIRE_TAKER',
  'EXPIRE_MAKER',
  'EXPIRE_BOTH',
  'DECREMENT',
];
export const defaultSelfTradePrevention: SelfTradePrevention = 'EXPIRE_MAKER';

export type ReadOrder = {
  readonly request: OrderRequest;
  readonly responseType: (typeof responseTypes)[number];
};

/** Reads a new order, as the types ask for their parameters, and refuses what does not belong to one. */
export function readOrder(parameters: Parameters, { instrument }: Market, newId: () => string): ReadOrder {
  const { symbol } = instrument;
  const side = parameters.oneOf('side', ['BUY', 'SELL'], new Refused(400, -1117, 'Invalid side.'));
  const type = parameters.oneOf('type', types, new Refused(400, -1116, 'Invalid orderType.'));
  if (side === undefined) throw mandatory('side');
  if (type === undefined) throw mandatory('type');
  refuseUnsupported(parameters);
  const isLimit = type === 'LIMIT' || type.endsWith('_LIMIT');
  const isStop = type.startsWith('STOP_LOSS') || type.startsWith('TAKE_PROFIT');
  if (!isStop) parameters.forbid('stopPrice');
  if (!isLimit && type !== 'LIMIT_MAKER') parameters.forbid('price');
  if (!isLimit) parameters.forbid('timeInForce');
  if (type !== 'MARKET') parameters.forbid('quoteOrderQty');
  const timeInForce = parameters.oneOf(
    'timeInForce',
    ['GTC', 'IOC', 'FOK'],
    new Refused(400, -1115, 'Invalid timeInForce.'),
  );
  if (isLimit && timeInForce === undefined) throw mandatory('timeInForce');
  const quoteQuantity = parameters.amount('quoteOrderQty');
  const quantity = parameters.amount('quantity');
  if (type === 'MARKET' && quantity === undefined && quoteQuantity === undefined) {
    throw new Refused(
      400,
      -1102,
      "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!",
    );
  }
  if (quantity !== undefined && quoteQuantity !== undefined) {
    throw new Refused(400, -1128, 'Combination of optional parameters invalid.');
  }
  if (type !== 'MARKET' && quantity === undefined) throw mandatory('quantity');
  const isMaker = type === 'LIMIT_MAKER';
  const stopPrice = isStop ? parameters.requiredAmount('stopPrice') : undefined;
  const request: OrderRequest = {
    symbol,
    side,
    clientOrderId: parameters.clientOrderId('newClientOrderId') ?? newId(),
    price: isLimit || isMaker ? parameters.requiredAmount('price') : undefined,
    quantity: quantity ?? 0n,
    quoteQuantity: quoteQuantity ?? 0n,
    timeInForce: timeInForce ?? 'GTC',
    postOnly: isMaker,
    stop: stopPrice === undefined ? undefined : { price: stopPrice, when: stopDirection(type, side) },
    selfTradePrevention:
      parameters.oneOf(
        'selfTradePreventionMode',
        selfTradePreventions,
        new Refused(400, -1013, 'This symbol does not allow the specified self-trade prevention mode.'),
      ) ?? defaultSelfTradePrevention,
  };
  const responseType =
    parameters.oneOf(
      'newOrderRespType',
      responseTypes,
      new Refused(400, -1130, "Data sent for parameter 'newOrderRespType' is not valid."),
    ) ?? (type === 'LIMIT' || type === 'MARKET' ? 'FULL' : 'ACK');
  return { request, responseType };
}

/** What `exchangeInfo` says of the symbols: none of them takes these. */
function refuseUnsupported(parameters: Parameters): void {
  for (const [name, what] of [
    ['icebergQty', 'Iceberg'],
    ['trailingDelta', 'Trailing stop'],
    ['pegPriceType', 'Pegged'],
  ] as const) {
    if (parameters.has(name))
      throw new Refused(400, -2010, `${what} orders are not supported for this symbol.`);
  }
}

function mandatory(name: string): Refused {
  return new Refused(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}
