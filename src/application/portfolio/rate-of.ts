import { priceAt } from '#src/application/market/opening-price.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Currency, HeldId, InstrumentId } from '#src/domain/ids.ts';
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
  /** Into what the portfolio is to be measured in: no kept point of the curve has counted anything by it. */
  readonly isAhead?: boolean;
  /** Of a fill. */
  readonly instrumentId?: InstrumentId | undefined;
};

/** What one currency was worth in another at a moment, and by whose price. */
type Found = { readonly rate: Decimal; readonly pricedBy: InstrumentId };

/**
 * Asks the venues for the price of a moment, each minute of a pair once. What no venue trades for what is wanted is worth
 * what a rate of the same movement says into another currency, in that currency's own price of the moment.
 */
export function createRateOf(needs: RateNeeds) {
  const prices = new Map<string, Decimal | undefined>();

  async function pricedAt(currency: Currency, into: Currency, time: number): Promise<Found | undefined> {
    for (const pair of pairsFor(needs, currency, into)) {
      // The price of a moment is the last close before it: one for all moments of a minute.
      const key = `${Math.floor(time / intervalMilliseconds['1m'])} ${pair.id}`;
      if (!prices.has(key)) prices.set(key, await priceAt(needs.candlesOf(pair.id), pair.id, time));
      const price = prices.get(key);
      const rate = price && rateOfPair(currency, pair, price);
      if (rate !== undefined) return { rate, pricedBy: pair.id };
    }
    return undefined;
  }

  async function crossed({ movementId, currency, into, time }: WantedRate) {
    for (const known of await needs.store.read.rates.known(movementId, currency)) {
      // Of what is crossed already nobody would see over what.
      if (known.source === 'crossed') continue;
      const through = known.into;
      const found = await pricedAt(through, into, time);
      if (found === undefined) continue;
      return { ...found, rate: known.rate.times(found.rate), source: 'crossed', through } as const;
    }
    return undefined;
  }

  return async function rateOf(wanted: WantedRate): Promise<MovementRate | undefined> {
    const { movementId, accountId, currency, into, time, portfolio, isAhead = false } = wanted;
    const priced = await pricedAt(currency, into, time);
    const found = priced === undefined ? await crossed(wanted) : ({ ...priced, source: 'venue' } as const);
    if (found === undefined) return undefined;
    return {
      movementId,
      accountId,
      currency,
      into,
      ...found,
      recordedAt: needs.clock.now(),
      revises: !isAhead && (await wasCounted(needs.store.read, portfolio, { time })),
    };
  };
}
