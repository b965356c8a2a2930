import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { amount, asset } from '#src/infrastructure/venues/wire-values.ts';
import { coinbase } from './coinbase-config.ts';

const step = amount.refine((value) => value.isPositive(), 'it is no step');

/** GET /api/v3/brokerage/market/products, each of its products. */
const product = z.object({
  product_id: z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/u),
  product_type: z.literal('SPOT'),
  /** Whose book it is, where it has none of its own. */
  alias: z.string().default(''),
  base_currency_id: asset,
  quote_currency_id: asset,
  base_increment: step,
  price_increment: step,
  base_min_size: amount,
  base_max_size: amount,
  quote_min_size: amount,
  status: z.string(),
  is_disabled: z.boolean(),
  trading_disabled: z.boolean(),
  cancel_only: z.boolean(),
  limit_only: z.boolean(),
  post_only: z.boolean(),
  auction_mode: z.boolean(),
  view_only: z.boolean().default(false),
});
type Product = z.output<typeof product>;

/** Some 800 are listed. */
const answer = z.object({ products: z.array(z.unknown()).max(20_000) });

/**
 * "Other channels will return the same data as the corresponding “-USD” based products. USDT-USDC and EURC-USDC are available
 * on all channels" (websocket-channels).
 */
const ownBooks = new Set(['USDT-USDC', 'EURC-USDC']);

/** In whose book a product is traded: BTC-USDC in that of BTC-USD, paid from another wallet. */
export function bookOf(productId: string): string {
  return isShared(productId) ? productId.slice(0, -1) : productId;
}

/** Those of one book. */
export function productsOf(productId: string): readonly string[] {
  const owner = bookOf(productId);
  return owner.endsWith('-USD') && isShared(`${owner}C`) ? [owner, `${owner}C`] : [owner];
}

function isShared(productId: string): boolean {
  return productId.endsWith('-USDC') && !ownBooks.has(productId);
}

export function idOf(productId: string): InstrumentId {
  return instrumentId(`${coinbase}:${productId}`);
}

/** Undefined where it is no list. A product that does not read as expected is left out, and one that is traded in another book than expected. */
export function readProducts(body: unknown): readonly Instrument[] | undefined {
  const { data: listed } = answer.safeParse(body);
  return listed?.products.flatMap((each) => {
    const { data: told } = product.safeParse(each);
    if (told === undefined) return [];
    const { product_id: id, alias } = told;
    return (alias === '' ? id : alias) === bookOf(id) ? [instrumentOf(told)] : [];
  });
}

function instrumentOf(told: Product): Instrument {
  return {
    id: idOf(told.product_id),
    venue: coinbase,
    symbol: told.product_id,
    kind: 'spot',
    base: told.base_currency_id,
    quote: told.quote_currency_id,
    settle: told.quote_currency_id,
    tickSize: told.price_increment,
    lotSize: told.base_increment,
    minQuantity: told.base_min_size,
    maxQuantity: told.base_max_size,
    minNotional: told.quote_min_size,
    multiplier: Decimal.one,
    // Where it takes orders of some kinds only, it is said to take none.
    tradable:
      told.status === 'online' &&
      ![
        told.is_disabled,
        told.trading_disabled,
        told.cancel_only,
        told.limit_only,
        told.post_only,
        told.auction_mode,
        told.view_only,
      ].includes(true),
    rules: {},
  };
}
