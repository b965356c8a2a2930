import { dayLength, type DayChange, type DayPrices } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { GivenPrice } from '#src/domain/given-price.ts';
import { coinOf } from '#src/domain/held.ts';
import { instrumentId, type Currency, type HeldId, type InstrumentId } from '#src/domain/ids.ts';
import { worthAt, type Instrument } from '#src/domain/instrument.ts';
import { rateOfPair } from '#src/domain/paid-in.ts';
import { importVenue } from '#src/domain/pair-of-coin.ts';
import { isCash } from '#src/domain/quote-currencies.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';

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

type Closes = ReadonlyMap<number, Decimal>;

/** The closes of the days of all that was held, as they are stored. A day without a candle has no price. */
export async function readDayPrices(
  stored: Pick<MarketDataRepository, 'candles'>,
  sources: PriceSources,
  changes: readonly DayChange[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<(day: number) => DayPrices> {
  const closes = new Map<InstrumentId, Closes>();
  const held = new Map<HeldId, readonly Instrument[]>();
  const currencies = new Map<Currency, readonly Instrument[]>();

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
    if (code !== sources.base && !currencies.has(code))
      currencies.set(code, await known(sources.ofCurrency(code)));
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
    return undefined;
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
