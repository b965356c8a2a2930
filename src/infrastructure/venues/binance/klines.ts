import { z } from 'zod';

import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import { isPossibleCandle } from '#src/domain/possible-candle.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedError } from '#src/ports/market-data-feed.ts';
import type { Cost, RestClient } from '#src/infrastructure/venues/rest-client.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';

const decimalText = z.string().refine(isDecimal);
/** Open time, open, high, low, close, volume, close time, and more that is not used. */
const kline = z.tuple(
  [z.int(), decimalText, decimalText, decimalText, decimalText, decimalText, z.int()],
  z.unknown(),
);
const pageLimit = 1000;
const klinesPage = z.array(z.unknown()).max(pageLimit);
const cost: Cost = { weight: 2, use: 'question' };

export type KlineRequest = {
  readonly instrument: InstrumentId;
  readonly symbol: string;
  readonly interval: CandleInterval;
  readonly from: number;
  readonly to: number;
};

/**
 * Every candle that opens in [from, to), page by page, at whatever time the venue says: after an outage it has some that
 * open off the hour. One that cannot be read, contradicts itself or stands out of order is a gap, which is told. A candle is closed where the venue has begun a later one: by a local clock
 * that runs ahead an open one would be kept as a fact. So one more is asked for than is wanted.
 */
export async function fetchCandles(
  rest: RestClient,
  clock: Clock,
  log: Log,
  { instrument, symbol, interval, from, to }: KlineRequest,
): Promise<Result<readonly Candle[], FeedError>> {
  const length = intervalMilliseconds[interval];
  const candles: Candle[] = [];
  const most = 2 * Math.ceil((to - from) / length) + pageLimit;
  let start = from;
  let latest = from;
  while (start < to) {
    const answer = await rest.get('/api/v3/klines', cost, {
      symbol,
      interval,
      startTime: String(start),
      endTime: String(to + length - 1),
      limit: String(pageLimit),
    });
    if (!answer.ok) {
      const { reason, trouble } = answer.error;
      return err({ code: 'FEED_UNAVAILABLE', reason, asking: trouble });
    }
    const page = klinesPage.safeParse(answer.value);
    if (!page.success) return unavailable(`Binance's candles of ${symbol} cannot be read`);
    const begun = start;
    let leftOut = 0;
    for (const entry of page.data) {
      const read = kline.safeParse(entry);
      if (!read.success || read.data[0] < start || read.data[0] >= to + length || !isPossible(read.data)) {
        leftOut += 1;
        continue;
      }
      const [openTime, open, high, low, close, volume, closeTime] = read.data;
      latest = openTime;
      start = openTime + 1;
      const closed = closeTime < clock.now();
      if (openTime >= to) continue;
      candles.push({ instrumentId: instrument, interval, openTime, open, high, low, close, volume, closed });
    }
    if (leftOut > 0) log.warn('candles of Binance were left out', { symbol, interval, count: leftOut });
    // A page that does not move on would be asked for again for ever, and of one that moves on by a moment there is no end.
    if ((start === begun && page.data.length > 0) || candles.length > most)
      return unavailable(`Binance's candles of ${symbol} cannot be read`);
    if (page.data.length < pageLimit) break;
  }
  return ok(candles.map((candle) => ({ ...candle, closed: candle.closed && candle.openTime < latest })));
}

function isPossible([openTime, open, high, low, close, volume, closeTime]: z.infer<typeof kline>): boolean {
  return closeTime > openTime && isPossibleCandle({ open, high, low, close, volume });
}

function unavailable(reason: string): Result<never, FeedError> {
  return err({ code: 'FEED_UNAVAILABLE', reason });
}
