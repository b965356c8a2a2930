import { venueId } from '#src/domain/ids.ts';
import { networkDefaults, type NetworkConfig } from '#src/infrastructure/venues/network-config.ts';

export const gemini = venueId('gemini');

export type GeminiConfig = NetworkConfig & {
  /** Market data, and what becomes of orders. */
  readonly socketUrl: string;
};

export const geminiDefaults: GeminiConfig = {
  ...networkDefaults,
  restUrl: 'https://api.gemini.com',
  socketUrl: 'wss://ws.gemini.com',
  // Most of its markets are quieter than those of larger venues.
  staleAfterMs: 60_000,
  // Of the public interface (developer.gemini.com/rate-limit); the private one counts by key.
  weightPerMinute: 120,
};
