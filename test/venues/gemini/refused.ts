import type { Refusal } from '#test/venues/exchange/placing.ts';

/** A request that Gemini answers with an error: https://developer.gemini.com/error-codes */
export class Refused extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  body(): string {
    return JSON.stringify({ result: 'error', reason: this.reason, message: this.message });
  }
}

const prices = new Set(['PRICE_FILTER', 'PERCENT_PRICE_BY_SIDE']);

/** What the exchange refuses, in Gemini's words. */
export function refusedBy(refusal: Refusal): Refused {
  switch (refusal.code) {
    case 'RULE':
      return prices.has(refusal.rule)
        ? new Refused(400, 'InvalidPrice', 'Invalid price for symbol')
        : new Refused(400, 'InvalidQuantity', 'Invalid quantity for symbol');
    case 'UNKNOWN_SYMBOL':
      return new Refused(400, 'InvalidSymbol', 'Received an invalid symbol');
    case 'UNKNOWN_ORDER':
      return new Refused(404, 'OrderNotFound', 'Order not found');
    case 'INSUFFICIENT_BALANCE':
      return new Refused(406, 'InsufficientFunds', 'Failed to place order due to insufficient funds');
    case 'MARKET_CLOSED':
      return new Refused(400, 'MarketNotOpen', 'The market is not accepting new orders');
    case 'WOULD_TRIGGER_AT_ONCE':
      return new Refused(400, 'InvalidStopPrice', 'Invalid stop price');
    default:
      return new Refused(400, 'System', refusal.code);
  }
}
