import { binanceVenue } from '#src/infrastructure/venues/binance/binance-venue.ts';
import { coinbaseVenue } from '#src/infrastructure/venues/coinbase/coinbase-venue.ts';
import { geminiVenue } from '#src/infrastructure/venues/gemini/gemini-venue.ts';
import { krakenVenue } from '#src/infrastructure/venues/kraken/kraken-venue.ts';
import { simulatedVenue } from '#src/infrastructure/venues/simulated/simulated-venue.ts';
import type { Venue } from '#src/ports/venue.ts';

/** Every venue that the program knows, in the order in which they are offered. */
export const venues: readonly Venue[] = [
  binanceVenue,
  geminiVenue,
  krakenVenue,
  coinbaseVenue,
  simulatedVenue,
];
