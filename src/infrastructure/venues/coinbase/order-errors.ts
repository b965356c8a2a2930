import type { Meaning, OfKey } from '#src/infrastructure/venues/meaning.ts';

const reference = 'docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders';

/** `new_order_failure_reason` of an answer to create-order: the order was not made. */
const ofNewOrder = [
  'COMMANDER_REJECTED_NEW_ORDER',
  'GEOFENCING_RESTRICTION',
  'INELIGIBLE_PAIR',
  'INSUFFICIENT_FUND',
  'INSUFFICIENT_FUNDS',
  'INVALID_LEDGER_BALANCE',
  'INVALID_LIMIT_PRICE',
  'INVALID_LIMIT_PRICE_POST_ONLY',
  'INVALID_NO_LIQUIDITY',
  'INVALID_PRICE_PRECISION',
  'INVALID_PRODUCT_ID',
  'INVALID_REQUEST',
  'INVALID_SIDE',
  'INVALID_SIZE_PRECISION',
  'IN_LIQUIDATION',
  'ORDER_ENTRY_DISABLED',
  'UNSUPPORTED_ORDER_CONFIGURATION',
  'UNTRADABLE_PRODUCT',
];
/** `failure_reason` of an answer to cancel-orders: what became of the order is asked. */
const ofCancel = [
  'COMMANDER_REJECTED_CANCEL_ORDER',
  'DUPLICATE_CANCEL_REQUEST',
  'INVALID_CANCEL_PRODUCT_ID',
  'INVALID_CANCEL_REQUEST',
  'NOT_ALLOWED_TO_CANCEL',
  'ORDER_IS_BEING_REPLACED',
  'ORDER_IS_FULLY_FILLED',
  'UNKNOWN_CANCEL_ORDER',
];

type Row = { readonly meaning: Meaning; readonly source: string };

const rows = new Map<string, Row>([
  ...ofNewOrder.map((code) => [code, { meaning: 'refused', source: `${reference}/create-order` }] as const),
  ...ofCancel.map((code) => [code, { meaning: 'ask', source: `${reference}/cancel-order` }] as const),
  // The gateway's own, before the request is given to anything.
  ['INVALID_ARGUMENT', { meaning: 'refused', source: `${reference}: grpc.gateway.runtime.Error` }],
]);
/** `preview_failure_reason`: it is looked at before an order is made of it. */
const ofPreview = 'PREVIEW_';

/** What is not in the table is unknown. */
export function meaningOf(status: number, code: string): Meaning {
  if (status === 429) return 'limit';
  // "after which all requests are unauthenticated" (jwt-authentication). What stands before the venue says 403 as well.
  if (status === 401 || (status === 403 && code !== '')) return 'key';
  if (status === 404 && code !== '') return 'ask';
  if (status !== 200 && status !== 400) return 'unknown';
  return code.startsWith(ofPreview) ? 'refused' : (rows.get(code)?.meaning ?? 'unknown');
}

/** What is said of the key, where that is what is wrong. */
export function ofKey(status: number): OfKey {
  return status === 403 ? 'KEY_MAY_NOT' : 'KEY_NOT_ACCEPTED';
}
