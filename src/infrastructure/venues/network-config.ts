import type { BackoffLimits } from './backoff.ts';

/** How long a venue is waited for, and how often it is asked. */
export type NetworkConfig = {
  readonly restUrl: string;
  readonly requestTimeoutMs: number;
  /** In bytes, unpacked: several times a venue's own largest, which lists all its symbols. */
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
  /** Venues ping every 20 or 30 s: after this silence the connection is dead. */
  readonly deadAfterMs: number;
  /** What is said as soon as a connection is open. */
  readonly greeting?: string;
  /** Of a venue that ends a connection on which nothing is said: what it is asked, and how often. */
  readonly ping?: { readonly everyMs: number; readonly text: string };
  /** Venues end every connection after 24 h; we choose the moment, before they do. */
  readonly connectionLifeMs: number;
  readonly backoff: BackoffLimits;
  /** Request weight a minute for one address, until the venue has announced it. */
  readonly weightPerMinute: number;
};

export const networkDefaults: Omit<NetworkConfig, 'restUrl' | 'weightPerMinute'> = {
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
};
