import { venueId } from '#src/domain/ids.ts';
import { networkDefaults, type NetworkConfig } from '#src/infrastructure/venues/network-config.ts';

export const coinbase = venueId('coinbase');

export type CoinbaseConfig = NetworkConfig & {
  /** Market data. */
  readonly socketUrl: string;
  /** What becomes of orders. */
  readonly userUrl: string;
};

export const coinbaseDefaults: CoinbaseConfig = {
  ...networkDefaults,
  restUrl: 'https://api.coinbase.com',
  socketUrl: 'wss://advanced-trade-ws.coinbase.com',
  userUrl: 'wss://advanced-trade-ws-user.coinbase.com',
  // Many of its markets are quieter than those of larger venues.
  staleAfterMs: 60_000,
  // It ends a connection on which nothing is subscribed in 5 s, and one on which nothing is told (websocket-overview).
  greeting: JSON.stringify({ type: 'subscribe', channel: 'heartbeats' }),
  // Of the public interface: ten requests a second for one address (rest-api rate limits).
  weightPerMinute: 600,
};
