import type { feedReasons } from '#src/domain/feed-reason.ts';

/** Why prices are not live, by the core’s codes. */
export const feed = {
  FEED_SILENT: 'The connection was given up: nothing was heard on it for {seconds} s.',
  FEED_NO_CONNECTION: 'There was no connection within {seconds} s.',
  FEED_CLOSED_BY_VENUE: 'The venue closed the connection ({closeCode}).',
  FEED_RESTARTING: 'The venue restarts its servers.',
  FEED_TOO_OLD: 'The connection reached its age limit.',
  FEED_UNANSWERED: 'A subscription was not answered.',
  FEED_FAILED: 'The connection failed: {cause}.',
  FEED_CLOSED: 'It was closed.',
  FEED_STARTING: 'It is starting.',
  FEED_CONNECTING: 'Connecting to {address}.',
  FEED_NOTHING_HEARD: 'Nothing was heard for {seconds} s.',
  FEED_WORKER_STOPPED: 'The part of the program that follows the market stopped: {cause}.',
  ASKING_LIMITED:
    '{what, select, book {Order books wait} other {Order books and candles wait}} for the venue’s request limit until {until}.',
  ASKING_BANNED: 'The venue has barred this address until {until}: order books and candles wait until then.',
  ASKING_UNANSWERED:
    '{address} does not answer: {cause}. Order books and candles wait for it, and it is asked again by itself.',
  retry: '{reason} Again in {seconds} s.',
} as const satisfies Readonly<Record<keyof typeof feedReasons | 'retry', string>>;
