import { priceAt } from '#src/application/market/opening-price.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Currency, HeldId, InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { rateOfPair, type MovementRate } from '#src/domain/paid-in.ts';
import { daysFor, referenceBetween, type FoundReference } from '#src/domain/reference-rate.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { ReferenceRateRepository } from '#src/ports/reference-rate-repository.ts';
import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { pairsFor, type PriceNeeds } from './value-portfolio.ts';
import { wasCounted } from './was-counted.ts';

export type RateNeeds = {
  readonly store: RecordStore;
  readonly pairs: PriceNeeds['pairs'];
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  /** What published rates say of days. */
  readonly references: ReferenceRateRepository;
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
  const found = new Map<string, FoundReference | undefined>();
  let taken: ReadonlySet<string> | undefined;

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

  /** Of its day, or of the last one before. */
  async function published(currency: Currency, into: Currency, time: number) {
    const { from, to } = daysFor(time);
    const key = `${to} ${currency} ${into}`;
    if (!found.has(key)) {
      taken ??= await activeFiles(needs.store.read);
      const active = taken;
      const rates = [
        ...(await needs.references.of(currency, from, to)),
        ...(await needs.references.of(into, from, to)),
      ].filter(({ file }) => active.has(file));
      found.set(key, referenceBetween(currency, into, rates));
    }
    const known = found.get(key);
    if (known === undefined) return undefined;
    const { rate, through, file, day } = known;
    return { rate, through, published: { file, day }, pricedBy: undefined, source: 'file' } as const;
  }

  async function crossed({ movementId, currency, into, time }: WantedRate) {
    for (const known of await needs.store.read.rates.known(movementId, currency)) {
      // Of what is crossed already nobody would see over what.
      if (known.source === 'crossed') continue;
      const through = known.into;
      const priced = (await pricedAt(through, into, time)) ?? (await published(through, into, time));
      if (priced === undefined) continue;
      return { ...priced, rate: known.rate.times(priced.rate), source: 'crossed', through } as const;
    }
    return undefined;
  }

  return async function rateOf(wanted: WantedRate): Promise<MovementRate | undefined> {
    const { movementId, accountId, currency, into, time, portfolio, isAhead = false } = wanted;
    const priced = await pricedAt(currency, into, time);
    const told =
      priced === undefined
        ? ((await published(currency, into, time)) ?? (await crossed(wanted)))
        : ({ ...priced, source: 'venue' } as const);
    if (told === undefined) return undefined;
    return {
      movementId,
      accountId,
      currency,
      into,
      ...told,
      recordedAt: needs.clock.now(),
      revises: !isAhead && (await wasCounted(needs.store.read, portfolio, { time })),
    };
  };
}

/** Files of published rates that were not taken back. */
export async function activeFiles({
  rateFiles,
}: Pick<RecordStore['read'], 'rateFiles'>): Promise<ReadonlySet<string>> {
  const files = await rateFiles.list();
  return new Set(files.filter(({ undoneAt }) => undoneAt === undefined).map(({ id }) => id));
}
