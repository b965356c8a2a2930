import { dayLength, type DayChange, type DayPrices } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { GivenPrice } from '#src/domain/given-price.ts';
import { coinOf } from '#src/domain/held.ts';
import { instrumentId, type Currency, type HeldId, type InstrumentId } from '#src/domain/ids.ts';
import { worthAt, type Instrument } from '#src/domain/instrument.ts';
import { rateOfPair } from '#src/domain/paid-in.ts';
import { importVenue } from '#src/domain/pair-of-coin.ts';
import { isCash } from '#src/domain/quote-currencies.ts';
import { daysFor, referenceBetween } from '#src/domain/reference-rate.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import type { FiledRate, ReferenceRateRepository } from '#src/ports/reference-rate-repository.ts';

export type PriceSources = {
  readonly base: Currency;
  /** What prices a thing that is held, the one that comes first before the others. */
  readonly ofHeld: (held: HeldId) => readonly Instrument[];
  /** What prices a currency in the base currency, one way or the other. */
  readonly ofCurrency: (currency: Currency) => readonly Instrument[];
};

/**
 * A coin is priced by its pairs at venues, that in the base currency first and one in money before others; anything else by
 * its own instrument, else by the one that the trader gave for it.
 */
export function priceSources(
  instruments: readonly Instrument[],
  prices: readonly GivenPrice[],
  base: Currency,
): PriceSources {
  const byId = new Map(instruments.map((one) => [one.id, one]));
  const pairs = instruments.filter(({ kind, venue }) => kind === 'spot' && venue !== importVenue);
  const byBase = Map.groupBy(pairs, (pair) => pair.base);
  const given = new Map<InstrumentId, InstrumentId>();
  for (const price of prices)
    if (price.of.kind === 'instrument' && price.source === 'market')
      given.set(price.of.instrumentId, price.instrumentId);
  const rank = ({ quote }: Instrument): number => (quote === base ? 0 : isCash(quote) ? 1 : 2);
  return {
    base,
    ofHeld(held) {
      const coin = coinOf(held);
      if (coin === undefined) {
        const own = instrumentId(held);
        return [own, given.get(own)].flatMap((id) => (id && byId.get(id)) ?? []);
      }
      return (byBase.get(coin) ?? []).toSorted(
        (one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1),
      );
    },
    ofCurrency: (code) => [
      ...(byBase.get(code) ?? []).filter(({ quote }) => quote === base),
      ...(byBase.get(base) ?? []).filter(({ quote }) => quote === code),
    ],
  };
}

export type StoredPrices = Pick<MarketDataRepository, 'candles'> & {
  /** What files of published rates say of days. */
  readonly references?: Pick<ReferenceRateRepository, 'of'> | undefined;
};

type Closes = ReadonlyMap<number, Decimal>;

/**
 * The closes of the days of all that was held, as they are stored. A day without a candle has no price; a currency has the
 * rate that the files published of that day, or the last before, where no pair has a close.
 */
export async function readDayPrices(
  stored: StoredPrices,
  sources: PriceSources,
  changes: readonly DayChange[],
  { from, to, files }: { readonly from: number; readonly to: number; readonly files: ReadonlySet<string> },
): Promise<(day: number) => DayPrices> {
  const closes = new Map<InstrumentId, Closes>();
  const held = new Map<HeldId, readonly Instrument[]>();
  const currencies = new Map<Currency, readonly Instrument[]>();
  const published = new Map<Currency, readonly FiledRate[]>();

  async function known(all: readonly Instrument[]): Promise<readonly Instrument[]> {
    for (const { id } of all) if (!closes.has(id)) closes.set(id, await closesOf(id));
    return all.filter(({ id }) => (closes.get(id)?.size ?? 0) > 0);
  }

  async function closesOf(id: InstrumentId): Promise<Closes> {
    const candles = await stored.candles(id, '1d', from, to);
    return new Map(
      candles.flatMap(({ openTime, close, closed }) =>
        closed && openTime % dayLength === 0 ? [[openTime, Decimal.from(close)]] : [],
      ),
    );
  }

  async function learn(code: Currency): Promise<void> {
    if (code === sources.base || currencies.has(code)) return;
    currencies.set(code, await known(sources.ofCurrency(code)));
    for (const each of [code, sources.base])
      if (!published.has(each)) published.set(each, await publishedOf(each));
  }

  async function publishedOf(code: Currency): Promise<readonly FiledRate[]> {
    if (files.size === 0 || stored.references === undefined) return [];
    const rates = await stored.references.of(code, daysFor(from).from, to);
    return rates.filter(({ file }) => files.has(file)).toSorted((one, other) => one.day - other.day);
  }

  /** Of its own days alone: a search through all of them for each day would take longer than all else. */
  function publishedRate(code: Currency, day: number): Decimal | undefined {
    const span = daysFor(day);
    const own = [code, sources.base].flatMap((each) => within(published.get(each) ?? [], span));
    return own.length === 0 ? undefined : referenceBetween(code, sources.base, own)?.rate;
  }

  for (const change of changes) {
    for (const { held: id } of change.held) {
      if (held.has(id)) continue;
      const priced = await known(sources.ofHeld(id));
      held.set(id, priced);
      for (const { settle } of priced) await learn(settle);
    }
    for (const { currency } of change.money) await learn(currency);
  }

  function rateOf(code: Currency, day: number): Decimal | undefined {
    if (code === sources.base) return Decimal.one;
    for (const pair of currencies.get(code) ?? []) {
      const close = closes.get(pair.id)?.get(day);
      const rate = close && rateOfPair(code, pair, close);
      if (rate !== undefined) return rate;
    }
    return publishedRate(code, day);
  }

  return (day) => ({
    worthOf(id, quantity) {
      const priced = (held.get(id) ?? []).filter((one) => closes.get(one.id)?.has(day));
      const of = priced.find(({ settle }) => rateOf(settle, day) !== undefined) ?? priced[0];
      const close = of && closes.get(of.id)?.get(day);
      const amount = of && close && worthAt(of, quantity, close);
      return of && amount && { currency: of.settle, amount };
    },
    rateOf: (code) => rateOf(code, day),
  });
}

/** Of rates in order of their days. */
function within(
  rates: readonly FiledRate[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly FiledRate[] {
  return rates.slice(firstFrom(rates, from), firstFrom(rates, to + 1));
}

function firstFrom(rates: readonly FiledRate[], moment: number): number {
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rates[middle]?.day ?? Infinity) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
