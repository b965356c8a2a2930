import { venueId } from '#src/domain/ids.ts';
import { networkDefaults, type NetworkConfig } from '#src/infrastructure/venues/network-config.ts';

export const binance = venueId('binance');

export type BinanceConfig = NetworkConfig & {
  readonly streamUrl: string;
  /** The WebSocket API, which tells what becomes of orders. */
  readonly apiUrl: string;
  /** Milliseconds after its timestamp in which the venue takes a request. */
  readonly receiveWindowMs: number;
  /** Levels a side of a depth snapshot. 5000 is the most that the venue gives, at five times the weight. */
  readonly snapshotLimit: number;
};

export const binanceDefaults: BinanceConfig = {
  ...networkDefaults,
  restUrl: 'https://api.binance.com',
  streamUrl: 'wss://stream.binance.com:9443',
  apiUrl: 'wss://ws-api.binance.com:443/ws-api/v3',
  receiveWindowMs: 5_000,
  snapshotLimit: 1000,
  weightPerMinute: 6000,
};
