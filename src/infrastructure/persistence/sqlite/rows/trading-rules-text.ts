import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { inText } from '#src/domain/in-text.ts';
import { parsed } from '#src/domain/coded.ts';
import { rulesFromText, type TradingRules } from '#src/domain/trading-rules.ts';
import { refuse } from './row-values.ts';

const decimal = z
  .string()
  .refine((text) => Decimal.parse(text) !== undefined)
  .optional();
const count = z.int().nonnegative().optional();
const band = z.strictObject({ lowest: decimal, highest: decimal, ofLast: z.boolean() }).optional();
const schema = z.strictObject({
  minPrice: decimal,
  maxPrice: decimal,
  buyBand: band,
  sellBand: band,
  atMarket: z
    .strictObject({
      lotSize: decimal,
      minQuantity: decimal,
      maxQuantity: decimal,
      minNotional: z.boolean(),
      maxNotional: z.boolean(),
    })
    .optional(),
  maxNotional: decimal,
  maxPosition: decimal,
  maxOrders: count,
  maxStops: count,
  maxAmendments: count,
});

export function rulesText(rules: TradingRules | undefined): string | null {
  return rules === undefined ? null : JSON.stringify(inText(rules));
}

export function rulesIn(column: string, text: string | null): TradingRules | undefined {
  if (text === null) return undefined;
  const read = schema.safeParse(parsed(text));
  return read.success ? rulesFromText(read.data) : refuse(column, text, 'not the rules of a venue');
}
