import { z } from 'zod';

import { instrumentId } from './ids.ts';
import { currencyText, decimalText, givenDecimal, idText, time } from './values.ts';

/** What lacks a price: an instrument, or a currency, whose price is its rate in a portfolio's base currency. */
export const unpriced = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('instrument'), instrumentId }),
  z.object({ kind: z.literal('currency'), currency: currencyText, into: currencyText }),
]);
export type UnpricedInfo = z.input<typeof unpriced>;

/** Where its price could come from; nothing of it is taken before the trader says so. */
const priceOffer = z.discriminatedUnion('source', [
  /** The same at a venue that is connected; without a price where that is not known yet. */
  z.object({ source: z.literal('market'), instrumentId: idText, price: decimalText.optional() }),
  /** The close of a stored candle, which ended at `time`. */
  z.object({ source: z.literal('candle'), instrumentId: idText, price: decimalText, time }),
]);
export type PriceOfferInfo = z.infer<typeof priceOffer>;

export const priceOffers = z.object({ offers: z.array(priceOffer) });

/** Where it is from, and of which moment. */
const givenFrom = z.discriminatedUnion('source', [
  z.object({ source: z.literal('hand'), price: decimalText, time }),
  z.object({ source: z.literal('candle'), price: decimalText, time, instrumentId: idText }),
  z.object({ source: z.literal('market'), instrumentId: idText }),
]);

export type GivenFromInfo = z.infer<typeof givenFrom>;

/** What the trader gave. A price that the market tells wins over it. */
export const givenPrice = z.intersection(
  z.object({
    of: unpriced,
    givenAt: time,
    /** False while the market tells a price. */
    isUsed: z.boolean(),
  }),
  givenFrom,
);
export type GivenPriceInfo = z.infer<typeof givenPrice>;

export const givePriceRequest = z.object({
  of: unpriced,
  choice: z.discriminatedUnion('source', [
    z.object({ source: z.literal('hand'), price: givenDecimal }),
    z.object({ source: z.literal('candle'), instrumentId }),
    z.object({ source: z.literal('market'), instrumentId }),
  ]),
});
export const unpricedRequest = z.object({ of: unpriced });
