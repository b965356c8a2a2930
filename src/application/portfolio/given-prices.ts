import { offersOf, type OfferNeeds, type PriceOffer } from './price-offers.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { unpricedKey, type GivenFrom, type GivenPrice, type Unpriced } from '#src/domain/given-price.ts';
import type { Currency, InstrumentId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type GivenPriceNeeds = OfferNeeds & {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Something is priced otherwise. */
  readonly onChange: () => void;
};

/** What the trader decides: a price, or which of the offers. */
export type PriceChoice =
  | { readonly source: 'hand'; readonly price: Decimal }
  | Pick<PriceOffer, 'source' | 'instrumentId'>;

export type GivePriceError =
  /** It is held nowhere, or what was offered is there no more: the venue has gone, or no candle is stored. */
  NotFound<'instrument'> | { readonly code: 'PRICE_NOT_POSITIVE' };

/** A price with the moment of which it is; that of a market is of now. */
export type PriceOfMoment = { readonly price: Decimal; readonly time: number | undefined };

/** What the valuation asks where the market tells no price. */
export type GivenLookup = {
  price(id: InstrumentId): PriceOfMoment | undefined;
  rate(of: Currency, into: Currency): PriceOfMoment | undefined;
  all(): readonly GivenPrice[];
  /** What the mark of the instrument is from; undefined where it is the market's. */
  usedFor(id: InstrumentId): GivenPrice | undefined;
  /** Where the price of the instrument is taken from: itself, or the one at a venue that was given for it. */
  sourceOf(id: InstrumentId): InstrumentId;
};

export const noneGiven: GivenLookup = {
  price: () => undefined,
  rate: () => undefined,
  all: () => [],
  usedFor: () => undefined,
  sourceOf: (id) => id,
};

/** The prices that the trader gave: written into the record with their source and time, and held for the valuation. */
export function createGivenPrices(needs: GivenPriceNeeds) {
  const { store, clock, instrument, mark, onChange } = needs;
  let held: ReadonlyMap<string, GivenPrice> = new Map();

  function find(of: Unpriced): GivenPrice | undefined {
    return held.get(unpricedKey(of));
  }

  function priceOf(given: GivenPrice | undefined): PriceOfMoment | undefined {
    if (given === undefined) return undefined;
    if (given.source !== 'market') return given;
    const price = mark(given.instrumentId);
    return price && { price, time: undefined };
  }

  async function chosen(of: Unpriced, choice: PriceChoice): Promise<Result<GivenFrom, GivePriceError>> {
    if (of.kind === 'instrument' && instrument(of.instrumentId) === undefined) {
      return err({ code: 'NOT_FOUND', what: 'instrument', id: of.instrumentId });
    }
    if (choice.source === 'hand') {
      const { source, price } = choice;
      if (!price.isPositive()) return err({ code: 'PRICE_NOT_POSITIVE' });
      return ok({ source, price, time: clock.now() });
    }
    const { source, instrumentId } = choice;
    const offer = (await offersOf(needs, of)).find(
      (other) => other.source === source && other.instrumentId === instrumentId,
    );
    if (offer === undefined) return err({ code: 'NOT_FOUND', what: 'instrument', id: instrumentId });
    return ok(offer.source === 'market' ? { source: 'market', instrumentId } : offer);
  }

  async function write(of: Unpriced, given: GivenPrice | undefined): Promise<void> {
    await store.transact(async ({ givenPrices, audit }) => {
      if (given === undefined) await givenPrices.remove(of);
      else await givenPrices.save(given);
      await audit.append({
        time: clock.now(),
        actor: 'trader',
        action: given === undefined ? 'taken away' : 'given',
        subject: `price of ${unpricedKey(of)}`,
        detail: JSON.stringify(given ?? find(of) ?? {}),
      });
    });
    const { [unpricedKey(of)]: _before, ...others } = Object.fromEntries(held);
    held = new Map(Object.entries(given === undefined ? others : { ...others, [unpricedKey(of)]: given }));
    onChange();
  }

  function usedFor(instrumentId: InstrumentId): GivenPrice | undefined {
    if (mark(instrumentId) !== undefined) return undefined;
    const given = find({ kind: 'instrument', instrumentId });
    return priceOf(given) === undefined ? undefined : given;
  }

  const lookup: GivenLookup = {
    price: (instrumentId) => priceOf(find({ kind: 'instrument', instrumentId })),
    rate: (currency, into) => priceOf(find({ kind: 'currency', currency, into })),
    all: () => [...held.values()],
    usedFor,
    sourceOf(instrumentId) {
      const given = find({ kind: 'instrument', instrumentId });
      return given?.source === 'market' ? given.instrumentId : instrumentId;
    },
  };

  return {
    lookup,
    find,
    /** The market's price, which wins, or the one that was given. */
    markOf: (id: InstrumentId): Decimal | undefined => mark(id) ?? lookup.price(id)?.price,
    usedFor,
    offers: (of: Unpriced): Promise<readonly PriceOffer[]> => offersOf(needs, of),
    async give(of: Unpriced, choice: PriceChoice): Promise<Result<GivenPrice, GivePriceError>> {
      const from = await chosen(of, choice);
      if (!from.ok) return from;
      const given = { of, givenAt: clock.now(), ...from.value };
      await write(of, given);
      return ok(given);
    },
    /** False where none was given. */
    async takeAway(of: Unpriced): Promise<boolean> {
      if (find(of) === undefined) return false;
      await write(of, undefined);
      return true;
    },
    /** Reads them anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      held = new Map((await store.read.givenPrices.list()).map((given) => [unpricedKey(given.of), given]));
    },
  };
}

export type GivenPrices = ReturnType<typeof createGivenPrices>;
