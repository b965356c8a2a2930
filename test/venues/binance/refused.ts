import type { Refusal } from '#test/venues/exchange/placing.ts';

/** A request that Binance answers with an error: https://developers.binance.com/docs/binance-spot-api-docs/errors */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  readonly data: unknown;
  /** Epoch milliseconds; sent as `Retry-After`. */
  readonly retryAt: number | undefined;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { readonly data?: unknown; readonly retryAt?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = more.data;
    this.retryAt = more.retryAt;
  }

  /** As the body of an answer over HTTP. */
  body(): Readonly<Record<string, unknown>> {
    return { code: this.code, msg: this.message, ...(this.data === undefined ? {} : { data: this.data }) };
  }
}

/** The codes of a request's own kind: what the matching engine refuses of a new order, a cancel, an amendment. */
const engineCodes = { place: -2010, cancel: -2011, amend: -2038 } as const;

const messages = {
  DUPLICATE_ORDER: 'Duplicate order sent.',
  INSUFFICIENT_BALANCE: 'Account has insufficient balance for requested action.',
  WOULD_TRADE_AT_ONCE: 'Order would immediately match and take.',
  WOULD_TRIGGER_AT_ONCE: 'Order would trigger immediately.',
  NO_LIQUIDITY: 'Order book liquidity is less than symbol minimum quantity.',
  QUANTITY_NOT_REDUCED: 'Order amend (quantity increase) is not supported.',
  NOTHING_CHANGES: 'The requested action would change no state; rejecting.',
  TOO_MANY_AMENDMENTS: 'Filter failure: MAX_NUM_ORDER_AMENDS',
  UNKNOWN_ORDER: 'Unknown order sent.',
  MARKET_CLOSED: 'Market is closed.',
} as const;

/** What the exchange refuses, in Binance's words. */
export function refusedBy(refusal: Refusal, kind: keyof typeof engineCodes): Refused {
  switch (refusal.code) {
    case 'RULE':
      return new Refused(400, -1013, `Filter failure: ${refusal.rule}`);
    case 'UNKNOWN_SYMBOL':
      return new Refused(400, -1121, 'Invalid symbol.');
    case 'MARKET_CLOSED':
      return new Refused(400, kind === 'place' ? -1013 : engineCodes[kind], messages.MARKET_CLOSED);
    default:
      return new Refused(400, engineCodes[kind], messages[refusal.code]);
  }
}
