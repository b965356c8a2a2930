import { z } from 'zod';

import type { Candle, CandleInterval } from '#src/domain/market.ts';
import { isPossibleCandle } from '#src/domain/possible-candle.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';
import { recordOf } from '#src/infrastructure/venues/wire-values.ts';

const number = z.string().refine(isDecimal);
/** GET /0/public/OHLC: open time in seconds, open, high, low, close, mean price, volume, trades; the oldest first. */
const row = z
  .tuple([
    z
      .string()
      .regex(/^\d{1,11}$/u)
      .transform((text) => Number(text) * 1_000),
    number,
    number,
    number,
    number,
    number,
    number,
  ])
  .rest(z.unknown());

const answer = z.object({ error: z.array(z.string()).length(0), result: recordOf(z.unknown(), 10) });

/** It gives 720. */
const mostRows = 10_000;

/** The length of a candle, as the venue is asked for it. */
export const minutes: Readonly<Record<CandleInterval, string>> = {
  '1m': '1',
  '5m': '5',
  '15m': '15',
  '1h': '60',
  '4h': '240',
  '1d': '1440',
};

/** Each that can be read; the newest one is open still. Undefined where it is no list. */
export function readCandles(
  body: unknown,
  asked: Pick<Candle, 'instrumentId' | 'interval'>,
): readonly Candle[] | undefined {
  const { data } = answer.safeParse(body);
  const rows = Object.entries(data?.result ?? {}).find(([name]) => name !== 'last')?.[1];
  if (!Array.isArray(rows) || rows.length > mostRows) return undefined;
  const read = rows.map((each) => row.safeParse(each).data);
  return read.flatMap((each, at) => {
    if (each === undefined) return [];
    const [openTime, open, high, low, close, , volume] = each;
    if (!isPossibleCandle({ open, high, low, close, volume })) return [];
    return [{ ...asked, openTime, open, high, low, close, volume, closed: at < read.length - 1 }];
  });
}
