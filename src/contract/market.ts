import { z } from 'zod';

import { instrumentKinds } from '#src/domain/instrument.ts';
import { askingTroubles } from '#src/domain/feed-reason.ts';
import type { InputProblem } from '#src/domain/input-problem.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { coded } from './coded.ts';
import { instrumentId } from './ids.ts';
import { listOf } from './list.ts';
import { candleInterval, currencyText, decimalText, idText, side, time } from './values.ts';

export const instrument = z.object({
  id: idText,
  venue: z.string(),
  symbol: z.string(),
  kind: z.enum(instrumentKinds),
  base: currencyText,
  quote: currencyText,
  settle: currencyText,
  tickSize: decimalText,
  lotSize: decimalText,
  minQuantity: decimalText.optional(),
  maxQuantity: decimalText.optional(),
  minNotional: decimalText.optional(),
  multiplier: decimalText,
  tradable: z.boolean(),
});
export type InstrumentInfo = z.infer<typeof instrument>;

export const quote = z.object({
  instrumentId: idText,
  bid: decimalText.optional(),
  bidQuantity: decimalText.optional(),
  ask: decimalText.optional(),
  askQuantity: decimalText.optional(),
  last: decimalText.optional(),
  /** The close of the day before (UTC), to tell the day's change. */
  previousClose: decimalText.optional(),
  time,
});
export type QuoteInfo = z.infer<typeof quote>;

const level = z.tuple([decimalText, decimalText]);

export const book = z.object({
  instrumentId: idText,
  bids: z.array(level),
  asks: z.array(level),
  updateId: z.number(),
  time,
});

export const marketTrade = z.object({
  instrumentId: idText,
  tradeId: z.string(),
  price: decimalText,
  quantity: decimalText,
  aggressor: side,
  time,
});

export const candle = z.object({
  openTime: time,
  open: decimalText,
  high: decimalText,
  low: decimalText,
  close: decimalText,
  volume: decimalText,
});
export type CandleInfo = z.infer<typeof candle>;

/** That one request may ask for: two weeks of minutes. */
export const mostCandles = 20_000;

export const candlesRequest = z
  .object({
    instrumentId,
    interval: candleInterval,
    from: time,
    to: time,
  })
  .refine(({ from, to, interval }) => to - from <= mostCandles * intervalMilliseconds[interval], {
    path: ['from'],
    message: 'TOO_MANY_CANDLES' satisfies InputProblem['code'],
  });

export const candlesAnswer = z.object({
  candles: listOf(candle),
  /** `stored` when the venue could not be asked: what the workspace holds, as it is. */
  source: z.enum(['venue', 'stored']),
  /** Why it could not, where that passes by itself. */
  asking: coded(askingTroubles).optional(),
});
