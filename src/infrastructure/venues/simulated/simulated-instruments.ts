import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, venueId } from '#src/domain/ids.ts';
import type { Instrument, InstrumentKind } from '#src/domain/instrument.ts';

export const simulated = venueId('sim');

/** An instrument and how its market behaves. */
export type Listing = {
  readonly instrument: Instrument;
  /** What the price swings around. */
  readonly referencePrice: number;
  /** Standard deviation of a year's return: 0.6 is 60 %. */
  readonly yearlyVolatility: number;
  /** Traded in a day, in the quote currency. */
  readonly dailyTurnover: number;
};

export const listings: readonly Listing[] = [
  listing('BTC', 'spot', 64_000, '0.01', '0.00001', 0.5, 900e6),
  listing('ETH', 'spot', 3_200, '0.01', '0.0001', 0.62, 500e6),
  listing('SOL', 'spot', 148, '0.01', '0.001', 0.8, 220e6),
  listing('BNB', 'spot', 585, '0.1', '0.001', 0.5, 120e6),
  listing('XRP', 'spot', 0.58, '0.0001', '1', 0.7, 90e6),
  listing('ADA', 'spot', 0.44, '0.0001', '0.1', 0.72, 40e6),
  listing('DOGE', 'spot', 0.125, '0.00001', '1', 0.8, 70e6),
  listing('AVAX', 'spot', 31, '0.01', '0.01', 0.78, 35e6),
  listing('LINK', 'spot', 14.2, '0.001', '0.01', 0.7, 30e6),
  listing('LTC', 'spot', 82, '0.01', '0.001', 0.6, 25e6),
  listing('ORBT', 'equity', 187, '0.01', '1', 0.3, 60e6),
  listing('NOVA', 'equity', 42, '0.01', '1', 0.38, 25e6),
];

export const simulatedInstruments: readonly Instrument[] = listings.map(({ instrument }) => instrument);

function listing(
  base: string,
  kind: InstrumentKind,
  referencePrice: number,
  tickSize: string,
  lotSize: string,
  yearlyVolatility: number,
  dailyTurnover: number,
): Listing {
  const symbol = `${base}-USDT`;
  const instrument: Instrument = {
    id: instrumentId(`${simulated}:${symbol}`),
    venue: simulated,
    symbol,
    kind,
    base: currency(base),
    quote: currency('USDT'),
    settle: currency('USDT'),
    tickSize: Decimal.from(tickSize),
    lotSize: Decimal.from(lotSize),
    minQuantity: Decimal.from(lotSize),
    maxQuantity: undefined,
    minNotional: Decimal.fromInteger(5),
    multiplier: Decimal.one,
    tradable: true,
  };
  return { instrument, referencePrice, yearlyVolatility, dailyTurnover };
}
