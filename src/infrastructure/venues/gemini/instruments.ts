import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { amount, asset, name } from '#src/infrastructure/venues/wire-values.ts';
import { gemini } from './gemini-config.ts';

const step = amount.refine((value) => value.isPositive(), 'it is no step');

/** GET /v1/symbols. The venue lists some 200; an import takes as many as these. */
export const symbols = z.array(name).max(20_000);

/** GET /v1/symbols/details/:symbol. Its `tick_size` is the step of quantities, `quote_increment` that of prices. */
const details = z.object({
  symbol: name,
  base_currency: asset,
  quote_currency: asset,
  tick_size: step,
  quote_increment: step,
  min_order_size: step,
  status: z.string(),
  product_type: z.string().default('spot'),
});

/** Undefined for what is no spot market, or does not read as expected. */
export function parseDetails(body: unknown): Instrument | undefined {
  const { data } = details.safeParse(body);
  if (data === undefined || data.product_type !== 'spot') return undefined;
  const symbol = data.symbol.toUpperCase();
  return {
    id: instrumentId(`${gemini}:${symbol}`),
    venue: gemini,
    symbol,
    kind: 'spot',
    base: data.base_currency,
    quote: data.quote_currency,
    settle: data.quote_currency,
    tickSize: data.quote_increment,
    lotSize: data.tick_size,
    minQuantity: data.min_order_size,
    maxQuantity: undefined,
    minNotional: undefined,
    multiplier: Decimal.one,
    tradable: data.status === 'open',
    rules: {},
  };
}
