import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId, orderId } from '#src/domain/ids.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { warningsAbout } from '#src/domain/plausibility/order-plausibility.ts';
import type { OrderSurroundings, WarningThresholds } from '#src/domain/plausibility/order-warning.ts';

export const decimal = (text: string) => Decimal.from(text);

export const thresholds: WarningThresholds = {
  throughMarket: decimal('0.005'),
  fromMarket: decimal('0.1'),
  timesUsual: decimal('10'),
  equityShare: decimal('0.5'),
  spread: decimal('0.01'),
  quoteAge: 60_000,
};

/** Bid 99.9, ask 100.1, last 100; nothing else is known. */
export const market: OrderSurroundings = {
  bid: decimal('99.9'),
  ask: decimal('100.1'),
  last: decimal('100'),
  quoteAge: 500,
  usualQuantity: undefined,
  usualNotional: undefined,
  notional: undefined,
  openingNotional: undefined,
  equity: undefined,
  held: decimal('0'),
  quantityToFill: decimal('2'),
  shown: undefined,
  waiting: [],
};

export type Written = {
  readonly side?: OrderTerms['side'];
  readonly type?: OrderTerms['type'];
  readonly quantity?: string;
  readonly limit?: string;
  readonly stop?: string;
};

export function order({ side = 'BUY', type = 'LIMIT', quantity = '2', limit, stop }: Written): OrderTerms {
  return {
    accountId: accountId('a'),
    instrumentId: instrumentId('test:LTCUSDT'),
    side,
    type,
    quantity: decimal(quantity),
    limitPrice: limit === undefined ? undefined : decimal(limit),
    stopPrice: stop === undefined ? undefined : decimal(stop),
    timeInForce: 'GTC',
  };
}

export function codes(written: Written, around: Partial<OrderSurroundings> = {}): readonly string[] {
  return warningsAbout(order(written), { ...market, ...around }, thresholds).map(({ code }) => code);
}

export function warned(written: Written, around: Partial<OrderSurroundings>) {
  return warningsAbout(order(written), { ...market, ...around }, thresholds);
}

export function own(id: string, side: OrderTerms['side'], limitPrice?: string, remaining = '1') {
  return {
    id: orderId(id),
    side,
    type: 'LIMIT' as const,
    limitPrice: limitPrice === undefined ? undefined : decimal(limitPrice),
    stopPrice: undefined,
    remaining: decimal(remaining),
  };
}
