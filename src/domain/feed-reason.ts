import type { Coded } from './coded.ts';

/** How a connection to a venue's market data ended. */
const connectionEnds = {
  FEED_SILENT: { seconds: 'seconds' },
  FEED_NOTHING_HEARD: { seconds: 'seconds' },
  FEED_NO_CONNECTION: { seconds: 'seconds' },
  FEED_CLOSED_BY_VENUE: { closeCode: 'name' },
  FEED_RESTARTING: {},
  FEED_TOO_OLD: {},
  FEED_UNANSWERED: {},
  FEED_FAILED: { cause: 'text' },
  FEED_CLOSED: {},
} as const;
export type ConnectionEnd = Coded<typeof connectionEnds>;

/** Why what is asked of a venue, as order books and candles, does not come, while its streams may go on. */
export const askingTroubles = {
  /** Its limit for this address, or the part of it that books may take. */
  ASKING_LIMITED: { what: 'choice', until: 'time' },
  ASKING_BANNED: { until: 'time' },
  ASKING_UNANSWERED: { address: 'name', cause: 'text' },
} as const;
export type AskingTrouble = Coded<typeof askingTroubles>;

/** Why a venue's market data is not live, or does not come. */
export const feedReasons = {
  ...connectionEnds,
  ...askingTroubles,
  FEED_STARTING: {},
  FEED_CONNECTING: { address: 'name' },
  FEED_WORKER_STOPPED: { cause: 'text' },
} as const;
export type FeedReason = Coded<typeof feedReasons>;
