import { Decimal } from '#src/domain/decimal.ts';
import type { Unpriced } from '#src/domain/given-price.ts';
import type { Currency, InstrumentId, VenueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { candleIntervals, intervalMilliseconds, type Candle } from '#src/domain/market.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';

export type OfferNeeds = {
  readonly instrument: (id: InstrumentId) => Instrument | undefined;
  readonly instruments: () => readonly Instrument[];
  readonly pairs: (base: Currency, quote: Currency) => readonly Instrument[];
  /** Whether prices of the venue's instruments come now. */
  readonly isConnected: (venue: VenueId) => boolean;
  readonly mark: (id: InstrumentId) => Decimal | undefined;
  readonly stored: Pick<MarketDataRepository, 'latestCandle'>;
};

/** Where a price that is missing could come from. Nothing of it is taken before the trader says so. */
export type PriceOffer =
  | {
      readonly source: 'market';
      readonly instrumentId: InstrumentId;
      /** What it trades at now, where that is known already. */
      readonly price: Decimal | undefined;
    }
  | {
      readonly source: 'candle';
      readonly instrumentId: InstrumentId;
      readonly price: Decimal;
      /** When the candle ended. */
      readonly time: number;
    };

/** Markets first, then what is stored, the newest of each instrument. */
export async function offersOf(needs: OfferNeeds, of: Unpriced): Promise<readonly PriceOffer[]> {
  return of.kind === 'currency' ? offersOfRate(needs, of) : offersOfInstrument(needs, of.instrumentId);
}

async function offersOfInstrument(needs: OfferNeeds, id: InstrumentId): Promise<readonly PriceOffer[]> {
  const held = needs.instrument(id);
  if (held === undefined) return [];
  const same = needs.instruments().filter((other) => other.id !== id && isSameMarket(held, other));
  const markets = same
    .filter(({ venue }) => needs.isConnected(venue))
    .map((other): PriceOffer => ({ source: 'market', instrumentId: other.id, price: needs.mark(other.id) }));
  const candles = await Promise.all([held, ...same].map((other) => candleOffer(needs, other.id)));
  return [...markets, ...candles.flat()];
}

/** The live ones are looked up without being asked for: what is left is what was stored of them. */
async function offersOfRate(
  needs: OfferNeeds,
  { currency, into }: Extract<Unpriced, { kind: 'currency' }>,
): Promise<readonly PriceOffer[]> {
  const direct = needs.pairs(currency, into).map(({ id }) => candleOffer(needs, id));
  const inverse = needs.pairs(into, currency).map(({ id }) => candleOffer(needs, id));
  const [straight, turned] = [await Promise.all(direct), await Promise.all(inverse)];
  return [
    ...straight.flat(),
    ...turned.flat().map((offer) => ({
      ...offer,
      price: Decimal.one.per(offer.price),
    })),
  ];
}

/** One asset against one currency, at one size: a future of the same name is another thing. */
function isSameMarket(held: Instrument, other: Instrument): boolean {
  return (
    other.kind === held.kind &&
    other.base === held.base &&
    other.quote === held.quote &&
    other.settle === held.settle &&
    other.multiplier.equals(held.multiplier)
  );
}

type CandleOffer = Extract<PriceOffer, { source: 'candle' }>;

async function candleOffer(
  { stored }: Pick<OfferNeeds, 'stored'>,
  instrumentId: InstrumentId,
): Promise<readonly CandleOffer[]> {
  const latest = await Promise.all(
    candleIntervals.map((interval) => stored.latestCandle(instrumentId, interval)),
  );
  const [newest] = latest
    .filter((candle) => candle !== undefined)
    .toSorted((one, other) => endOf(other) - endOf(one));
  if (newest === undefined) return [];
  const price = Decimal.from(newest.close);
  return price.isPositive() ? [{ source: 'candle', instrumentId, price, time: endOf(newest) }] : [];
}

function endOf({ openTime, interval }: Candle): number {
  return openTime + intervalMilliseconds[interval];
}
