export type Side = 'BUY' | 'SELL';
export type TimeInForce = 'GTC' | 'IOC' | 'FOK';
export type SelfTradePrevention = 'NONE' | 'EXPIRE_TAKER' | 'EXPIRE_MAKER' | 'EXPIRE_BOTH' | 'DECREMENT';

type OrderStatus = 'NEW' | 'PARTIALLY_FILLED' | 'FILLED' | 'CANCELED' | 'EXPIRED' | 'EXPIRED_IN_MATCH';

/** What a client asks for. Prices and quantities are whole numbers of 10^-8. */
export type OrderRequest = {
  readonly symbol: string;
  readonly clientOrderId: string;
  readonly side: Side;
  /** Undefined of a market order. */
  readonly price: bigint | undefined;
  /** Zero where only `quoteQuantity` is given. */
  readonly quantity: bigint;
  /** What a market order may spend, or is to bring; zero where the quantity is given. */
  readonly quoteQuantity: bigint;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  /** It works once the last price has risen, or fallen, to this. */
  readonly stop: { readonly price: bigint; readonly when: 'rises' | 'falls' } | undefined;
  readonly selfTradePrevention: SelfTradePrevention;
};

/** An order that the exchange has taken. */
export type ExchangeOrder = Omit<OrderRequest, 'clientOrderId' | 'quantity'> & {
  readonly id: number;
  readonly account: string;
  /** An amendment may change it. */
  clientOrderId: string;
  quantity: bigint;
  executed: bigint;
  executedQuote: bigint;
  /** What self-trade prevention has taken off: no fill. */
  prevented: bigint;
  preventedMatchId: number | undefined;
  status: OrderStatus;
  expiryReason: string | undefined;
  /** What the account has locked for the rest of it. */
  reserved: bigint;
  readonly createdAt: number;
  updatedAt: number;
  /** When it came onto the book; undefined while its stop sleeps. */
  workingAt: number | undefined;
  readonly amendments: Amendment[];
};

export type Amendment = {
  readonly executionId: number;
  readonly at: number;
  readonly clientOrderIds: { readonly before: string; readonly after: string };
  readonly quantities: { readonly before: bigint; readonly after: bigint };
};

/** One execution of an account's order. Both sides of a trade have its id. */
export type ExchangeFill = {
  readonly tradeId: number;
  readonly orderId: number;
  readonly account: string;
  readonly symbol: string;
  readonly side: Side;
  readonly price: bigint;
  readonly quantity: bigint;
  readonly quoteQuantity: bigint;
  readonly fee: bigint;
  readonly feeAsset: string;
  readonly isMaker: boolean;
  readonly at: number;
};

export function remainingOf(order: ExchangeOrder): bigint {
  return order.quantity - order.executed - order.prevented;
}

export function isOpen({ status }: ExchangeOrder): boolean {
  return status === 'NEW' || status === 'PARTIALLY_FILLED';
}

export function oppositeOf(side: Side): Side {
  return side === 'BUY' ? 'SELL' : 'BUY';
}
