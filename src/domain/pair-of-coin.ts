import { Decimal } from './decimal.ts';
import { currency, instrumentId, venueId, type Currency, type InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';

/** What was traded elsewhere: it has no feed and cannot be traded here. */
export const importVenue = venueId('import');

export function importedInstrumentId(symbol: string): InstrumentId {
  return instrumentId(`${importVenue}:${symbol}`);
}

/** Where a coin is priced that came or went and was never traded. */
export function pairOfCoin(coin: Currency, base: Currency): Instrument {
  // One that is its portfolio's own currency is worth itself, and is priced in what most are.
  const quote = coin === base ? currency('USD') : base;
  const symbol = `${coin}-${quote}`;
  const smallest = Decimal.from('1e-8');
  return {
    id: importedInstrumentId(symbol),
    venue: importVenue,
    symbol,
    kind: 'spot',
    base: coin,
    quote,
    settle: quote,
    tickSize: smallest,
    lotSize: smallest,
    minQuantity: undefined,
    maxQuantity: undefined,
    minNotional: undefined,
    multiplier: Decimal.one,
    tradable: false,
  };
}
