import { Decimal } from './decimal.ts';
import type { InText } from './in-text.ts';

/**
 * What a venue asks of the orders in one instrument beside its tick, its lot and its least worth. What is missing is no
 * rule there. Those of orders that are not placed here, as icebergs and lists, are not kept.
 */
export type TradingRules = {
  readonly minPrice?: Decimal | undefined;
  readonly maxPrice?: Decimal | undefined;
  /** How far from the market's average a limit may be, as multiples of it. */
  readonly buyBand?: PriceBand | undefined;
  readonly sellBand?: PriceBand | undefined;
  /** Of what trades at any price, beside the rules for every quantity. */
  readonly atMarket?: MarketRules | undefined;
  /** In the settle currency. */
  readonly maxNotional?: Decimal | undefined;
  /** Of the base: what is held, with all that open buys may add. */
  readonly maxPosition?: Decimal | undefined;
  /** Of one account in this instrument. */
  readonly maxOrders?: number | undefined;
  /** Those of them that wait for a stop price. */
  readonly maxStops?: number | undefined;
  /** Of one order. */
  readonly maxAmendments?: number | undefined;
};

export type PriceBand = {
  readonly lowest?: Decimal | undefined;
  readonly highest?: Decimal | undefined;
  /** The last price is meant in the place of the average. */
  readonly ofLast: boolean;
};

export type MarketRules = {
  readonly lotSize?: Decimal | undefined;
  readonly minQuantity?: Decimal | undefined;
  readonly maxQuantity?: Decimal | undefined;
  /** Whether the least and the greatest worth of an order are asked of it too. */
  readonly minNotional: boolean;
  readonly maxNotional: boolean;
};

/** Back from plain data. Throws a RangeError where a text is no decimal. */
export function rulesFromText(rules: InText<TradingRules>): TradingRules {
  const { minPrice, maxPrice, buyBand, sellBand, atMarket, maxNotional, maxPosition } = rules;
  const { maxOrders, maxStops, maxAmendments } = rules;
  return {
    minPrice: decimalOf(minPrice),
    maxPrice: decimalOf(maxPrice),
    buyBand: bandOf(buyBand),
    sellBand: bandOf(sellBand),
    atMarket: atMarket && {
      ...atMarket,
      lotSize: decimalOf(atMarket.lotSize),
      minQuantity: decimalOf(atMarket.minQuantity),
      maxQuantity: decimalOf(atMarket.maxQuantity),
    },
    maxNotional: decimalOf(maxNotional),
    maxPosition: decimalOf(maxPosition),
    maxOrders,
    maxStops,
    maxAmendments,
  };
}

function bandOf(band: InText<PriceBand> | undefined): PriceBand | undefined {
  return band && { ofLast: band.ofLast, lowest: decimalOf(band.lowest), highest: decimalOf(band.highest) };
}

function decimalOf(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}
