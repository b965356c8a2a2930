import { venueId } from '#src/domain/ids.ts';
import type { BackoffLimits } from '#src/infrastructure/venues/backoff.ts';

export const binance = venueId('binance');

export type BinanceConfig = {
  readonly restUrl: string;
  readonly streamUrl: string;
  /** The WebSocket API, which tells what becomes of orders. */
  readonly apiUrl: string;
  /** Milliseconds after its timestamp in which the venue takes a request. */
  readonly receiveWindowMs: number;
  /** Levels a side of a depth snapshot. 5000 is the most that the venue gives, at five times the weight. */
  readonly snapshotLimit: number;
  readonly requestTimeoutMs: number;
  /** In bytes, unpacked: several times the venue's own largest, which lists all its symbols. */
  readonly largestAnswer: number;
  /** For a socket to open, and for a subscription to be answered. */
  readonly streamTimeoutMs: number;
  /** Longer than the watched markets are ever quiet. */
  readonly staleAfterMs: number;
  /** How often a market that is silent is looked at. */
  readonly silenceLookMs: number;
  /** Silence of all markets, in which pings may go on, after which the connection is made anew; doubled while it does not help. */
  readonly redialAfterMs: number;
  /** A connection that lasted so long is no part of a storm. */
  readonly provenAfterMs: number;
  /** The venue pings every 20 s: after this silence the connection is dead. */
  readonly deadAfterMs: number;
  /** The venue ends every connection after 24 h; we choose the moment, before it does. */
  readonly connectionLifeMs: number;
  readonly backoff: BackoffLimits;
  /** The venue's request weight a minute for one address, until it has announced it. */
  readonly weightPerMinute: number;
};

export const binanceDefaults: BinanceConfig = {
  restUrl: 'https://api.binance.com',
  streamUrl: 'wss://stream.binance.com:9443',
  apiUrl: 'wss://ws-api.binance.com:443/ws-api/v3',
  receiveWindowMs: 5_000,
  snapshotLimit: 1000,
  requestTimeoutMs: 10_000,
  largestAnswer: 64 * 2 ** 20,
  streamTimeoutMs: 10_000,
  staleAfterMs: 15_000,
  silenceLookMs: 60_000,
  redialAfterMs: 60_000,
  provenAfterMs: 30_000,
  deadAfterMs: 60_000,
  connectionLifeMs: (23 * 60 + 50) * 60_000,
  backoff: { firstMs: 500, ceilingMs: 30_000 },
  weightPerMinute: 6000,
};
