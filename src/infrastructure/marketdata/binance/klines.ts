import { z } from 'zod';

import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RestClient } from './rest-client.ts';
import { isDecimal } from './stream-messages.ts';

const decimalText = z.string().refine(isDecimal);
/** Open time, open, high, low, close, volume, close time, and more that is not used. */
const klines = z.array(
  z.tuple([z.int(), decimalText, decimalText, decimalText, decimalText, decimalText, z.int()], z.unknown()),
);
const pageLimit = 1000;

export type KlineRequest = {
  readonly instrument: InstrumentId;
  readonly symbol: string;
  readonly interval: CandleInterval;
  readonly from: number;
  readonly to: number;
};

/** Every candle that opens in [from, to), page by page. The error is a reason for a person. */
export async function fetchCandles(
  rest: RestClient,
  clock: Clock,
  { instrument, symbol, interval, from, to }: KlineRequest,
): Promise<Result<readonly Candle[], string>> {
  const candles: Candle[] = [];
  let start = from;
  while (start < to) {
    const answer = await rest.get('/api/v3/klines', {
      symbol,
      interval,
      startTime: String(start),
      endTime: String(to - 1),
      limit: String(pageLimit),
    });
    if (!answer.ok) return err(answer.error.reason);
    const page = klines.safeParse(answer.value);
    if (!page.success) return err(`Binance's candles of ${symbol} cannot be read`);
    for (const [openTime, open, high, low, close, volume, closeTime] of page.data) {
      // A page that does not move on would be asked for again for ever.
      if (openTime < start || openTime >= to) return err(`Binance's candles of ${symbol} are out of order`);
      const closed = closeTime < clock.now();
      candles.push({ instrumentId: instrument, interval, openTime, open, high, low, close, volume, closed });
      start = openTime + intervalMilliseconds[interval];
    }
    if (page.data.length < pageLimit) break;
  }
  return ok(candles);
}
