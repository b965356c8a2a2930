import { Decimal } from './decimal.ts';
import { currency, instrumentId, venueId, type Currency, type InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';

/** What was traded elsewhere: it has no feed and cannot be traded here. */
export const importVenue = venueId('import');

export function importedInstrumentId(symbol: string): InstrumentId {
  return instrumentId(`${importVenue}:${symbol}`);
}

/** A share that the record learns of by name alone. It has another id than `id` where that is none of an import. */
export function importedShare(id: InstrumentId, settle: Currency): Instrument {
  const prefix = `${importVenue}:`;
  const symbol = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  return { ...untraded(symbol), kind: 'equity', base: currency(symbol), quote: settle, settle };
}

/** Where a coin is priced that came or went and was never traded. */
export function pairOfCoin(coin: Currency, base: Currency): Instrument {
  // One that is its portfolio's own currency is worth itself, and is priced in what most are.
  const quote = coin === base ? currency('USD') : base;
  return { ...untraded(`${coin}-${quote}`), kind: 'spot', base: coin, quote, settle: quote };
}

function untraded(symbol: string): Omit<Instrument, 'kind' | 'base' | 'quote' | 'settle'> {
  const smallest = Decimal.from('1e-8');
  return {
    id: importedInstrumentId(symbol),
    venue: importVenue,
    symbol,
    tickSize: smallest,
    lotSize: smallest,
    minQuantity: undefined,
    maxQuantity: undefined,
    minNotional: undefined,
    multiplier: Decimal.one,
    tradable: false,
  };
}
