import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import { loadCandles, type CandlesNeeds } from './load-candles.ts';

const minute = intervalMilliseconds['1m'];
const day = intervalMilliseconds['1d'];

/** From the nearest to the furthest: a market that is closed when the day begins opens it at its last close. */
const looks: readonly { readonly interval: CandleInterval; readonly back: number; readonly ahead: number }[] =
  [
    { interval: '1m', back: 5 * minute, ahead: minute },
    { interval: '1h', back: day, ahead: minute },
    { interval: '1d', back: 7 * day, ahead: minute },
  ];

/**
 * The price of an instrument at a moment: what its candle that begins then opens with, else the last close before. From
 * the venue, or from what is stored where it cannot be asked; undefined where neither knows.
 */
export async function priceAt(
  needs: CandlesNeeds,
  instrumentId: InstrumentId,
  moment: number,
): Promise<Decimal | undefined> {
  for (const { interval, back, ahead } of looks) {
    const request = { instrumentId, interval, from: moment - back, to: moment + ahead };
    const { candles, source } = await loadCandles(needs, request);
    // What is stored may have gaps: only a candle that ends right before the moment tells its price.
    const since = source === 'venue' ? 0 : moment - intervalMilliseconds[interval];
    const price = priceIn(candles, interval, { moment, since });
    if (price !== undefined) return Decimal.from(price);
  }
  return undefined;
}

function priceIn(
  candles: readonly Candle[],
  interval: CandleInterval,
  { moment, since }: { readonly moment: number; readonly since: number },
): string | undefined {
  const length = intervalMilliseconds[interval];
  const begun = candles.find(({ openTime }) => openTime === moment);
  const ended = candles.findLast(({ openTime }) => openTime + length <= moment && openTime + length > since);
  return begun?.open ?? ended?.close;
}
