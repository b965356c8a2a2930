import type { BookChange } from './book.ts';
import type { ExchangeFill, ExchangeOrder } from './order.ts';
import type { PublicTrade } from './tape.ts';

/** `BOOKED` is the moment that what is left of an order begins to rest. */
export type Execution = 'NEW' | 'BOOKED' | 'TRADE' | 'CANCELED' | 'REPLACED' | 'EXPIRED' | 'TRADE_PREVENTION';

/** Two orders of one account that would have traded with each other. */
export type PreventedMatch = {
  readonly id: number;
  readonly quantity: bigint;
  readonly price: bigint;
  readonly counterOrderId: number;
};

export type OrderEvent = {
  readonly type: 'order';
  readonly execution: Execution;
  readonly executionId: number;
  readonly at: number;
  /** As it was at that moment. */
  readonly order: ExchangeOrder;
  readonly fill?: ExchangeFill;
  readonly prevented?: PreventedMatch;
  /** The id that the request itself had, of a cancel or an amendment; and the order's before it. */
  readonly request?: { readonly clientOrderId: string; readonly originalClientOrderId: string };
};

export type ExchangeEvent =
  | OrderEvent
  /** Of an account these assets may have changed. */
  | {
      readonly type: 'balances';
      readonly account: string;
      readonly assets: readonly string[];
      readonly at: number;
    }
  /** A deposit or a withdrawal. */
  | {
      readonly type: 'transfer';
      readonly account: string;
      readonly asset: string;
      readonly delta: bigint;
      readonly at: number;
    }
  | { readonly type: 'trade'; readonly symbol: string; readonly trade: PublicTrade }
  | { readonly type: 'book'; readonly symbol: string; readonly at: number; readonly change: BookChange };
