import { z } from 'zod';

import { isPossibleCandle } from '#src/domain/possible-candle.ts';
import { symbolOf, type InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import { ok, type Result } from '#src/domain/result.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';
import type { Cost, RestClient } from '#src/infrastructure/venues/rest-client.ts';
import { unavailable } from '#src/infrastructure/venues/streamed-feed.ts';
import type { FeedError } from '#src/ports/market-data-feed.ts';

const decimalText = z.string().refine(isDecimal);
/** Each of GET /api/v3/brokerage/market/products/:id/candles: it opens at a second. */
const row = z
  .object({
    start: z
      .string()
      .regex(/^\d{1,11}$/u)
      .transform((text) => Number(text) * 1_000),
    open: decimalText,
    high: decimalText,
    low: decimalText,
    close: decimalText,
    volume: decimalText,
  })
  .refine(isPossibleCandle);
const answer = z.object({ candles: z.array(z.unknown()).max(1_000) });

const granularities: Readonly<Record<CandleInterval, string>> = {
  '1m': 'ONE_MINUTE',
  '5m': 'FIVE_MINUTE',
  '15m': 'FIFTEEN_MINUTE',
  '1h': 'ONE_HOUR',
  '4h': 'FOUR_HOUR',
  '1d': 'ONE_DAY',
};
/** "By default, returns 350 (max 350)" (get-public-product-candles). */
const page = 350;
const cost: Cost = { weight: 1, use: 'question' };

/** Every candle that opens in [from, to), a page at a time. One is closed where the venue has begun a later one, so that one more is asked for. */
export async function fetchCandles(
  rest: RestClient,
  instrument: InstrumentId,
  interval: CandleInterval,
  from: number,
  to: number,
): Promise<Result<readonly Candle[], FeedError>> {
  const length = intervalMilliseconds[interval];
  const symbol = symbolOf(instrument);
  const path = `/api/v3/brokerage/market/products/${symbol}/candles`;
  const read = new Map<number, z.output<typeof row>>();
  let latest = from;
  for (let start = from; start < to + length; start += page * length) {
    const told = await rest.get(path, cost, {
      start: seconds(start),
      end: seconds(Math.min(start + (page - 1) * length, to + length)),
      granularity: granularities[interval],
      limit: String(page),
    });
    if (!told.ok) return unavailable(told.error);
    const { data } = answer.safeParse(told.value);
    if (data === undefined) return unavailable({ reason: `Coinbase's candles of ${symbol} cannot be read` });
    for (const each of data.candles) {
      const { data: candle } = row.safeParse(each);
      // Of what was not asked for there may be any number.
      if (candle === undefined || candle.start < from || candle.start >= to + length) continue;
      read.set(candle.start, candle);
      latest = Math.max(latest, candle.start);
    }
  }
  const inTime = [...read.values()].filter(({ start }) => start < to).toSorted((a, b) => a.start - b.start);
  return ok(
    inTime.map(({ start: openTime, ...prices }) => ({
      instrumentId: instrument,
      interval,
      openTime,
      ...prices,
      closed: openTime < latest,
    })),
  );
}

function seconds(time: number): string {
  return String(Math.max(Math.floor(time / 1_000), 0));
}
