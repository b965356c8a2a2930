import { importVenue } from '#src/domain/pair-of-coin.ts';
import { type Currency, type InstrumentId, type VenueId, venueOf } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';

/** The workspace's instruments in memory: looked up on every tick and order. */
export type InstrumentCatalogue = {
  find(id: InstrumentId): Instrument | undefined;
  /** Throws where the record refers to an instrument that it does not hold. */
  get(id: InstrumentId): Instrument;
  /**
   * Whatever trades one currency for another, at each venue: of several, which has a price is not known here. What only an
   * import knows is none of them, since it never has one.
   */
  pairs(base: Currency, quote: Currency): readonly Instrument[];
  list(): readonly Instrument[];
  /** The instruments of rows that were read, which an import that is under way may have brought since. */
  learn(rows: readonly { readonly instrumentId: InstrumentId }[]): Promise<void>;
  /** Stores what is new or changed; true when anything was. `whole`: of that venue it is all, and what it lacks is traded no more. */
  update(instruments: readonly Instrument[], whole?: VenueId): Promise<boolean>;
};

export async function loadCatalogue(store: RecordStore): Promise<InstrumentCatalogue> {
  const byId = new Map<InstrumentId, Instrument>();
  const byPair = new Map<string, Map<InstrumentId, Instrument>>();

  function keep(instrument: Instrument): void {
    byId.set(instrument.id, instrument);
    if (instrument.kind !== 'spot' || isImported(instrument)) return;
    const pair = `${instrument.base}/${instrument.quote}`;
    const others = byPair.get(pair);
    if (others === undefined) byPair.set(pair, new Map([[instrument.id, instrument]]));
    else others.set(instrument.id, instrument);
  }

  for (const instrument of await store.read.instruments.list()) keep(instrument);

  function find(id: InstrumentId): Instrument | undefined {
    return byId.get(id);
  }

  /** Known of the venue, and not in its list any more. */
  function delisted(venue: VenueId, listed: readonly Instrument[]): readonly Instrument[] {
    const there = new Set(listed.map(({ id }) => id));
    return [...byId.values()]
      .filter(({ id, tradable }) => tradable && venueOf(id) === venue && !there.has(id))
      .map((instrument) => ({ ...instrument, tradable: false }));
  }

  return {
    find,
    get(id) {
      const instrument = find(id);
      if (instrument === undefined) throw new EntityNotFoundError(`the record holds no instrument ${id}`);
      return instrument;
    },
    pairs: (base, quote) => [...(byPair.get(`${base}/${quote}`)?.values() ?? [])],
    list: () => [...byId.values()],
    async learn(rows) {
      const missing = new Set(rows.map(({ instrumentId }) => instrumentId).filter((id) => !byId.has(id)));
      for (const id of missing) keep(await store.read.instruments.get(id));
    },
    async update(instruments, whole) {
      const told = [...instruments, ...(whole === undefined ? [] : delisted(whole, instruments))];
      const changed = told.filter((instrument) => !isSame(find(instrument.id), instrument));
      if (changed.length === 0) return false;
      await store.transact((unit) => unit.instruments.saveMany(changed));
      for (const instrument of changed) keep(instrument);
      return true;
    },
  };
}

function isImported({ id }: Instrument): boolean {
  return venueOf(id) === importVenue;
}

function isSame(known: Instrument | undefined, told: Instrument): boolean {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(told);
}
