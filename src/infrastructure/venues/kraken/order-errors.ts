import type { Meaning, OfKey } from '#src/infrastructure/venues/meaning.ts';

type Row = { readonly meaning: Meaning; readonly source: string };

const page = 'docs.kraken.com/api/docs/guides/spot-errors';
const guide = 'docs.kraken.com/exchange/guides/general/errors';

/** What the matching engine says no to. */
const ofOrders = [
  'Cannot open opposing position',
  'Cannot open position',
  'Cost minimum not met',
  'Insufficient funds',
  'Insufficient initial margin',
  'Insufficient margin',
  'Invalid price',
  'Margin allowance exceeded',
  'Margin level too low',
  'Margin position size exceeded',
  'Order minimum not met',
  'Orders limit exceeded',
  'Positions limit exceeded',
  'Post only order',
  // It says nothing of when it is over, and cancels and questions do not have it.
  'Rate limit exceeded',
  'Reduce only:Non-PTC pair',
  'Reduce only:No position exists',
  'Scheduled orders limit exceeded',
  'Tick size check failed',
  'Trading agreement required',
  'Unknown position',
];

const rows = new Map<string, Row>([
  ...ofOrders.map((said) => [`EOrder:${said}`, { meaning: 'refused', source: page }] as const),
  ['EOrder:Unknown order', { meaning: 'ask', source: page }],
  // The documents do not say how an id is refused that an open order has: it may be this one.
  [
    'EGeneral:Invalid arguments:cl_ord_id',
    { meaning: 'ask', source: 'docs.kraken.com/api/docs/guides/spot-clordid' },
  ],
  [
    'EGeneral:Invalid arguments',
    { meaning: 'refused', source: `${page} "malformed, incorrect or ambiguous"` },
  ],
  ['EGeneral:Unknown method', { meaning: 'refused', source: guide }],
  ['EQuery:Unknown asset', { meaning: 'refused', source: guide }],
  ['EQuery:Unknown asset pair', { meaning: 'refused', source: guide }],
  [
    'EService:Market in cancel_only mode',
    { meaning: 'refused', source: `${page} "Request can't be made at this time"` },
  ],
  ['EService:Market in limit_only mode', { meaning: 'refused', source: page }],
  ['EService:Market in post_only mode', { meaning: 'refused', source: page }],
  [
    'EService:Deadline elapsed',
    { meaning: 'clock', source: `${page} "timed out according to the … specified deadline"` },
  ],
  ['EAPI:Invalid key', { meaning: 'key', source: page }],
  ['EAPI:Invalid signature', { meaning: 'key', source: page }],
  ['EGeneral:Permission denied', { meaning: 'key', source: `${page} "API key doesn't have permission"` }],
  // "less than or equal to the last accepted nonce": a copy of the same request may have been accepted.
  ['EAPI:Invalid nonce', { meaning: 'ask', source: guide }],
  ['EAPI:Rate limit exceeded', { meaning: 'limit', source: guide }],
  ['EGeneral:Too many requests', { meaning: 'limit', source: guide }],
  [
    'EGeneral:Temporary lockout',
    { meaning: 'limit', source: `${page} "Too many sequential EAPI:Invalid key errors"` },
  ],
  ['EService:Throttled', { meaning: 'limit', source: guide }],
]);

/** What those that are about the key say of it; the others that it is not accepted. */
export const ofKey: Readonly<Record<string, OfKey>> = {
  'EAPI:Invalid signature': 'SIGNATURE_WRONG',
  'EGeneral:Permission denied': 'KEY_MAY_NOT',
};

/** Of the first of its errors, which is more exact the further it goes on after a colon. What is not in the table is unknown. */
export function meaningOf(status: number, said: string | undefined): Meaning {
  // What stands before the venue says nothing else of it.
  if (status === 429) return 'limit';
  if (status !== 200 || said === undefined) return 'unknown';
  for (
    let text = said.replaceAll(/:\s+/gu, ':');
    text.includes(':');
    text = text.slice(0, text.lastIndexOf(':'))
  ) {
    const row = rows.get(text);
    if (row !== undefined) return row.meaning;
  }
  return 'unknown';
}
