import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type CandleInterval } from '#src/domain/market.ts';
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
 * The price of an instrument at a moment: the last close before it, which stays what it is once it has closed, whenever
 * it is asked for; only of what was never traded before, what it then opened with. From the venue, or from what is
 * stored where it cannot be asked; undefined where neither knows yet.
 */
export async function priceAt(
  needs: CandlesNeeds,
  instrumentId: InstrumentId,
  moment: number,
): Promise<Decimal | undefined> {
  let opened: string | undefined;
  for (const { interval, back, ahead } of looks) {
    const length = intervalMilliseconds[interval];
    const request = { instrumentId, interval, from: moment - back, to: moment + ahead };
    const { candles, source } = await loadCandles(needs, request);
    // What is stored may have gaps: only a candle that ends right before the moment tells its price.
    const since = source === 'venue' ? 0 : moment - length;
    const ended = candles.findLast(({ openTime: from }) => from + length <= moment && from + length > since);
    // The venue's own clock has not reached the moment: a trade may still come before it.
    if (ended?.closed === false) return undefined;
    if (ended !== undefined) return Decimal.from(ended.close);
    opened ??= candles.find(({ openTime }) => openTime === moment)?.open;
  }
  return opened === undefined ? undefined : Decimal.from(opened);
}
