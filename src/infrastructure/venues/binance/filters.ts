import { z } from 'zod';

import type { Decimal } from '#src/domain/decimal.ts';
import { toldNumber } from '#src/domain/told-number.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { MarketRules, PriceBand, TradingRules } from '#src/domain/trading-rules.ts';

/** The venue writes 0 for a rule that is switched off. */
const decimal = z.string().transform((text, context) => {
  const value = toldNumber(text);
  if (value === undefined || value.isNegative()) {
    context.addIssue(`"${text.slice(0, 40)}" is not a decimal number`);
    return z.NEVER;
  }
  return value.isPositive() ? value : undefined;
});
const maybe = decimal.optional();
const count = z
  .int()
  .nonnegative()
  .transform((value) => (value === 0 ? undefined : value));

const price = z.object({ minPrice: maybe, maxPrice: maybe, tickSize: decimal });
const lot = z.object({ minQty: decimal, maxQty: decimal, stepSize: decimal });
const averaged = z.object({ avgPriceMins: z.int().nonnegative().optional() });
const percent = averaged.extend({ multiplierUp: maybe, multiplierDown: maybe });
const percentBySide = averaged.extend({
  bidMultiplierUp: maybe,
  bidMultiplierDown: maybe,
  askMultiplierUp: maybe,
  askMultiplierDown: maybe,
});
/** MIN_NOTIONAL was replaced by NOTIONAL; a symbol has one of them or none. */
const notional = z.object({
  minNotional: decimal,
  maxNotional: maybe,
  applyMinToMarket: z.boolean().optional(),
  applyToMarket: z.boolean().optional(),
  applyMaxToMarket: z.boolean().optional(),
});

type Filter = Readonly<Record<string, unknown>> & { readonly filterType: string };

type ReadFilters = Pick<Instrument, 'minQuantity' | 'maxQuantity' | 'minNotional'> & {
  readonly tickSize: Decimal | undefined;
  readonly lotSize: Decimal | undefined;
  readonly rules: TradingRules;
};

/**
 * A symbol's filters as rules of the house. Those of orders that are not placed here (trailing stops, icebergs, lists) are
 * passed over. Throws a ZodError where one does not read as expected, or price and lot have none.
 */
export function readFilters(filters: readonly Filter[]): ReadFilters {
  const find = (type: string) => filters.find(({ filterType }) => filterType === type);
  const { tickSize, minPrice, maxPrice } = price.parse(find('PRICE_FILTER'));
  const { stepSize: lotSize, minQty: minQuantity, maxQty: maxQuantity } = lot.parse(find('LOT_SIZE'));
  const worth = notional.optional().parse(find('NOTIONAL') ?? find('MIN_NOTIONAL'));
  const limitOf = (type: string, name: string) => {
    const filter = find(type);
    return filter === undefined ? undefined : count.parse(filter[name]);
  };
  const position = find('MAX_POSITION');
  return {
    tickSize,
    lotSize,
    minQuantity,
    maxQuantity,
    minNotional: worth?.minNotional,
    rules: {
      minPrice,
      maxPrice,
      ...bandsOf(find('PERCENT_PRICE'), find('PERCENT_PRICE_BY_SIDE')),
      atMarket: atMarket(find('MARKET_LOT_SIZE'), worth),
      maxNotional: worth?.maxNotional,
      maxPosition: position === undefined ? undefined : decimal.parse(position['maxPosition']),
      maxOrders: limitOf('MAX_NUM_ORDERS', 'maxNumOrders'),
      maxStops: limitOf('MAX_NUM_ALGO_ORDERS', 'maxNumAlgoOrders'),
      maxAmendments: limitOf('MAX_NUM_ORDER_AMENDS', 'maxNumOrderAmends'),
    },
  };
}

function bandsOf(
  both: Filter | undefined,
  bySide: Filter | undefined,
): Pick<TradingRules, 'buyBand' | 'sellBand'> {
  if (bySide !== undefined) {
    const read = percentBySide.parse(bySide);
    const { bidMultiplierDown, bidMultiplierUp, askMultiplierDown, askMultiplierUp, avgPriceMins } = read;
    return {
      buyBand: band(bidMultiplierDown, bidMultiplierUp, avgPriceMins),
      sellBand: band(askMultiplierDown, askMultiplierUp, avgPriceMins),
    };
  }
  if (both === undefined) return {};
  const { multiplierDown, multiplierUp, avgPriceMins } = percent.parse(both);
  const either = band(multiplierDown, multiplierUp, avgPriceMins);
  return { buyBand: either, sellBand: either };
}

function band(
  lowest: Decimal | undefined,
  highest: Decimal | undefined,
  minutes: number | undefined,
): PriceBand | undefined {
  return lowest === undefined && highest === undefined
    ? undefined
    : { lowest, highest, ofLast: minutes === 0 };
}

function atMarket(
  size: Filter | undefined,
  worth: z.output<typeof notional> | undefined,
): MarketRules | undefined {
  const read = lot.optional().parse(size);
  if (read === undefined && worth === undefined) return undefined;
  const { applyMinToMarket, applyToMarket, applyMaxToMarket } = worth ?? {};
  return {
    lotSize: read?.stepSize,
    minQuantity: read?.minQty,
    maxQuantity: read?.maxQty,
    minNotional: applyMinToMarket ?? applyToMarket ?? true,
    maxNotional: applyMaxToMarket ?? false,
  };
}
