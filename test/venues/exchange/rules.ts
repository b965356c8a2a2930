import type { Instrument } from './instrument.ts';
import type { OrderRequest } from './order.ts';
import { times } from './units.ts';

export type RuleName =
  | 'PRICE_FILTER'
  | 'PERCENT_PRICE_BY_SIDE'
  | 'LOT_SIZE'
  | 'MARKET_LOT_SIZE'
  | 'NOTIONAL'
  | 'MAX_NUM_ORDERS'
  | 'MAX_NUM_ALGO_ORDERS'
  | 'MAX_POSITION';

/** What the rules compare an order with. */
export type Surroundings = {
  readonly averagePrice: bigint;
  readonly openOrders: number;
  readonly openStops: number;
  /** Of the base asset: free, locked, and on its way by open purchases. */
  readonly position: bigint;
};

/** The first rule that the order breaks. */
export function brokenRule(
  { rules }: Instrument,
  order: OrderRequest,
  around: Surroundings,
): RuleName | undefined {
  const { price, stop, quantity, quoteQuantity, side } = order;
  for (const value of [price, stop?.price]) {
    if (value !== undefined && !fits(value, rules.minPrice, rules.maxPrice, rules.tick))
      return 'PRICE_FILTER';
  }
  const isByQuote = quoteQuantity > 0n;
  if (!isByQuote && !fits(quantity, rules.minQuantity, rules.maxQuantity, rules.step)) return 'LOT_SIZE';
  const isMarket = price === undefined;
  if (
    isMarket &&
    !isByQuote &&
    !fits(quantity, rules.marketMinQuantity, rules.marketMaxQuantity, rules.marketStep)
  ) {
    return 'MARKET_LOT_SIZE';
  }
  if (!isMarket) {
    const [up, down] = side === 'BUY' ? [rules.bidUp, rules.bidDown] : [rules.askUp, rules.askDown];
    if (up > 0n && price > times(around.averagePrice, up)) return 'PERCENT_PRICE_BY_SIDE';
    if (down > 0n && price < times(around.averagePrice, down)) return 'PERCENT_PRICE_BY_SIDE';
  }
  const notional = isByQuote ? quoteQuantity : times(price ?? around.averagePrice, quantity);
  if ((!isMarket || rules.applyMinToMarket) && notional < rules.minNotional) return 'NOTIONAL';
  const hasMost = rules.maxNotional > 0n && (!isMarket || rules.applyMaxToMarket);
  if (hasMost && notional > rules.maxNotional) return 'NOTIONAL';
  if (rules.maxOrders > 0 && around.openOrders >= rules.maxOrders) return 'MAX_NUM_ORDERS';
  if (stop !== undefined && rules.maxStopOrders > 0 && around.openStops >= rules.maxStopOrders) {
    return 'MAX_NUM_ALGO_ORDERS';
  }
  if (side === 'BUY' && rules.maxPosition > 0n && around.position + quantity > rules.maxPosition) {
    return 'MAX_POSITION';
  }
  return undefined;
}

function fits(value: bigint, least: bigint, most: bigint, step: bigint): boolean {
  return value >= least && (most === 0n || value <= most) && (step === 0n || value % step === 0n);
}
