import type { Meaning, OfKey } from '#src/infrastructure/venues/meaning.ts';

type Row = { readonly meaning: Meaning; readonly source: string };

const page = 'developer.gemini.com/error-codes';
const table = `${page}#error-payload`;

/** Requests that are none, or name something that is not there. */
const malformed = [
  'ClientOrderIdTooLong',
  'ClientOrderIdMustBeString',
  'ConflictingOptions',
  'EndpointMismatch',
  'EndpointNotFound',
  'InvalidJson',
  'InvalidOrderType',
  'InvalidPrice',
  'InvalidQuantity',
  'InvalidSide',
  'InvalidSymbol',
  'MissingOrderField',
  'OptionsMustBeArray',
  'UnsupportedOption',
];

/** Whose key it is, and what it may do. */
const aboutKey = [
  'InvalidSignature',
  'MissingApikeyHeader',
  'MissingPayloadHeader',
  'MissingSignatureHeader',
  'MissingRole',
];

const byReason = new Map<string, Row>([
  ...malformed.map((reason) => [reason, { meaning: 'refused', source: table }] as const),
  ...aboutKey.map((reason) => [reason, { meaning: 'key', source: table }] as const),
  ['InvalidNonce', { meaning: 'clock', source: `${table} "was not within +/- 30 seconds"` }],
  ['InsufficientFunds', { meaning: 'refused', source: `${table} "rejected because of insufficient funds"` }],
  ['MarketNotOpen', { meaning: 'refused', source: `${table} "not accepting new orders"` }],
  [
    'InvalidStopPrice',
    { meaning: 'refused', source: 'developer.gemini.com/websocket/streams#rejection-reasons' },
  ],
  ['OrderNotFound', { meaning: 'ask', source: `${table} "The order specified was not found"` }],
  ['RateLimit', { meaning: 'limit', source: `${page} "Rate Limiting was applied"` }],
]);

/** What those that are about the key say of it; the others that it is not accepted. */
export const ofKey: Readonly<Record<string, OfKey>> = {
  InvalidSignature: 'SIGNATURE_WRONG',
  MissingRole: 'KEY_MAY_NOT',
};

/** What is not in the table is unknown; `reason` is the venue's own word for it. */
export function meaningOf(status: number, reason: string | undefined): Meaning {
  // "Technical issues are preventing the request from being satisfied": it may have got through all the same.
  if (status >= 500 || status < 400) return 'unknown';
  // What stands before the venue says nothing else of it.
  if (status === 429) return 'limit';
  return byReason.get(reason ?? '')?.meaning ?? 'unknown';
}
