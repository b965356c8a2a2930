import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import { isPossibleCandle } from '#src/domain/possible-candle.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';

const price = z.string().refine(isDecimal);
/** GET /v2/candles/:symbol/:frame: open time, open, high, low, close, volume; the newest first. */
const candle = z.tuple([
  z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
  price,
  price,
  price,
  price,
  price,
]);
type Row = z.output<typeof candle>;
/** It gives some 1,500. */
const mostRows = 10_000;

const frames: Readonly<Record<CandleInterval, string>> = {
  '1m': '1m',
  '5m': '5m',
  '15m': '15m',
  '1h': '1hr',
  // The venue has none: they are made of hours.
  '4h': '1hr',
  '1d': '1day',
};

export function frameOf(interval: CandleInterval): string {
  return frames[interval];
}

/** Oldest first, each that can be read; the newest one is open still. Undefined where it is no list. */
export function readCandles(
  body: unknown,
  asked: Pick<Candle, 'instrumentId' | 'interval'>,
): readonly Candle[] | undefined {
  const rows = z.array(z.unknown()).max(mostRows).safeParse(body);
  if (!rows.success) return undefined;
  const read = rows.data.map((row) => candle.safeParse(row).data).filter((row) => row !== undefined);
  const possible = read.filter(isPossible).toSorted(([first], [second]) => first - second);
  const length = intervalMilliseconds[asked.interval];
  const grouped = [...Map.groupBy(possible, ([openTime]) => openTime - (openTime % length))];
  return grouped.map(([openTime, parts], at) => {
    const [first = parts[0]] = parts;
    const last = parts.at(-1) ?? first;
    const [high, low] = [parts.map((row) => row[2]), parts.map((row) => row[3])];
    return {
      ...asked,
      openTime,
      open: first?.[1] ?? '0',
      high: extreme(high, Decimal.max),
      low: extreme(low, Decimal.min),
      close: last?.[4] ?? '0',
      volume: Decimal.sum(parts.map((row) => Decimal.from(row[5]))).toString(),
      closed: at < grouped.length - 1,
    };
  });
}

function isPossible([, open, high, low, close, volume]: Row): boolean {
  return isPossibleCandle({ open, high, low, close, volume });
}

function extreme(texts: readonly string[], of: (first: Decimal, second: Decimal) => Decimal): string {
  return texts.map(Decimal.from).reduce(of).toString();
}
