import type { Meaning, OfKey } from '#src/infrastructure/venues/meaning.ts';

export type ErrorAnswer = {
  readonly status: number;
  readonly code: number | undefined;
  readonly message: string | undefined;
};

type Row = { readonly meaning: Meaning; readonly source: string };
type CodeRow = Row & {
  readonly code: number;
  /** Where the code alone says too little: the message, as it is documented. */
  readonly message?: string;
};

const general = 'developers.binance.com/docs/binance-spot-api-docs/rest-api/general-api-information';
const errors = 'developers.binance.com/docs/binance-spot-api-docs/errors';
const tenTens = `${errors}#10xx---general-server-or-network-issues`;
const elevens = `${errors}#11xx---request-issues`;
const others = `${errors}#messages-for--1010-error_msg_received--2010-new_order_rejected-and--2011-cancel_rejected`;

/** Whatever the body says: it may be of something that stands before the venue. */
const byStatus: Readonly<Record<number, Row>> = {
  403: { meaning: 'limit', source: `${general} "the WAF Limit has been violated"` },
  418: { meaning: 'limit', source: `${general} "an IP has been auto-banned"` },
  429: { meaning: 'limit', source: `${general} "breaking a request rate limit"` },
};

/** Request issues: what was sent is no request. */
const malformed = [
  -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1111, -1114, -1115, -1116, -1117, -1118, -1119,
  -1121, -1122, -1128, -1130, -1134,
];

const rejections = [
  'Market is closed.',
  'Account has insufficient balance for requested action.',
  'Market orders are not supported for this symbol.',
  'Stop loss orders are not supported for this symbol.',
  'Stop loss limit orders are not supported for this symbol.',
  'Price * QTY is zero or less.',
  'This action is disabled on this account.',
  'This account may not place or cancel orders.',
  'Unsupported order combination',
  'Order would trigger immediately.',
  'This symbol is not permitted for this account.',
  'This symbol is restricted for this account.',
  'Rest API trading is not enabled.',
  'Order book liquidity is less than `LOT_SIZE` filter minimum quantity.',
  'Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity.',
  'Order book liquidity is less than symbol minimum quantity.',
];

const table: readonly CodeRow[] = [
  { code: -1000, meaning: 'unknown', source: `${tenTens} "An unknown error occurred"` },
  { code: -1001, meaning: 'unknown', source: `${tenTens} "Internal error"` },
  { code: -1006, meaning: 'unknown', source: `${tenTens} "Execution status unknown"` },
  { code: -1007, meaning: 'unknown', source: `${tenTens} "execution status unknown"` },
  { code: -1002, meaning: 'key', source: `${tenTens} "You are not authorized to execute this request"` },
  { code: -1003, meaning: 'limit', source: `${tenTens} TOO_MANY_REQUESTS` },
  { code: -1013, meaning: 'refused', source: `${tenTens} "didn't reach the Matching Engine"` },
  { code: -1014, meaning: 'refused', source: `${tenTens} "Unsupported order combination"` },
  { code: -1015, meaning: 'limit', source: `${tenTens} TOO_MANY_ORDERS` },
  { code: -1020, meaning: 'refused', source: `${tenTens} "This operation is not supported"` },
  { code: -1021, meaning: 'clock', source: `${tenTens} INVALID_TIMESTAMP` },
  { code: -1022, meaning: 'key', source: `${tenTens} INVALID_SIGNATURE` },
  { code: -2008, meaning: 'key', source: `${errors} BAD_API_ID` },
  { code: -2014, meaning: 'key', source: `${errors} BAD_API_KEY_FMT` },
  { code: -2015, meaning: 'key', source: `${errors} REJECTED_MBX_KEY` },
  { code: -2013, meaning: 'ask', source: `${errors} "Order does not exist"` },
  ...malformed.map((code) => ({ code, meaning: 'refused', source: elevens }) as const),
  ...[-2010, -2011].flatMap((code) =>
    rejections.map((message) => ({ code, message, meaning: 'refused', source: others }) as const),
  ),
  { code: -2010, message: 'Duplicate order sent.', meaning: 'ask', source: others },
  { code: -2011, message: 'Unknown order sent.', meaning: 'ask', source: others },
];

/** What those that are about the key say of it; the others that it is not accepted. */
export const ofKey: Readonly<Record<number, OfKey>> = {
  [-1002]: 'KEY_MAY_NOT',
  [-1022]: 'SIGNATURE_WRONG',
};

/** What is not in the table is unknown. */
export function meaningOf({ status, code, message }: ErrorAnswer): Meaning {
  // "The execution status is UNKNOWN and could have been a success" (general information).
  if (status >= 500) return 'unknown';
  const whatever = byStatus[status];
  if (whatever !== undefined) return whatever.meaning;
  if (status < 400) return 'unknown';
  const row = table.find(
    (each) => each.code === code && (each.message === undefined || each.message === message),
  );
  return row?.meaning ?? 'unknown';
}
