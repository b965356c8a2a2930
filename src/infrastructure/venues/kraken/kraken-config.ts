import { venueId } from '#src/domain/ids.ts';
import { networkDefaults, type NetworkConfig } from '#src/infrastructure/venues/network-config.ts';

export const kraken = venueId('kraken');

export type KrakenConfig = NetworkConfig & {
  /** Market data. */
  readonly socketUrl: string;
  /** What becomes of orders. */
  readonly privateUrl: string;
};

export const krakenDefaults: KrakenConfig = {
  ...networkDefaults,
  restUrl: 'https://api.kraken.com',
  socketUrl: 'wss://ws.kraken.com/v2',
  privateUrl: 'wss://ws-auth.kraken.com/v2',
  // Many of its markets are quieter than those of larger venues.
  staleAfterMs: 60_000,
  // It ends a connection on which nothing was said for a minute.
  ping: { everyMs: 20_000, text: '{"method":"ping"}' },
  // Of the public interface: about one request a second (docs.kraken.com/api/docs/guides/spot-rest-ratelimits).
  weightPerMinute: 60,
};
