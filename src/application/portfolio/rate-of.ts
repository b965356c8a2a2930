import { priceAt } from '#src/application/market/opening-price.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { HeldId, InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { rateOfPair, type MovementRate } from '#src/domain/paid-in.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { pairsFor, type PriceNeeds } from './value-portfolio.ts';
import { wasCounted } from './was-counted.ts';

export type RateNeeds = {
  readonly store: RecordStore;
  readonly pairs: PriceNeeds['pairs'];
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly clock: Pick<Clock, 'now'>;
};

export type WantedRate = Pick<MovementRate, 'movementId' | 'accountId' | 'currency' | 'into'> & {
  readonly time: number;
  readonly portfolio: Portfolio;
  /** Of a leg what it changes; undefined of a flow. */
  readonly held?: HeldId;
};

/** Asks the venues for the price of a moment, each minute of a pair once. */
export function createRateOf(needs: RateNeeds) {
  const prices = new Map<string, Decimal | undefined>();

  return async function rateOf(wanted: WantedRate): Promise<MovementRate | undefined> {
    const { movementId, accountId, currency, into, time, portfolio } = wanted;
    for (const pair of pairsFor(needs, currency, into)) {
      // The price of a moment is the last close before it: one for all moments of a minute.
      const key = `${Math.floor(time / intervalMilliseconds['1m'])} ${pair.id}`;
      if (!prices.has(key)) prices.set(key, await priceAt(needs.candlesOf(pair.id), pair.id, time));
      const price = prices.get(key);
      const rate = price && rateOfPair(currency, pair, price);
      if (rate === undefined) continue;
      return {
        movementId,
        accountId,
        currency,
        into,
        rate,
        source: 'venue',
        pricedBy: pair.id,
        recordedAt: needs.clock.now(),
        revises: await wasCounted(needs.store.read, portfolio, { time }),
      };
    }
    return undefined;
  };
}
