import { z } from 'zod';

import { alertCodes, alertSeverities } from '#src/domain/alert.ts';
import { workCodes } from '#src/domain/long-work.ts';
import { coded } from './coded.ts';
import { instrumentId } from './ids.ts';
import { listOf } from './list.ts';
import { book, candle, marketTrade, quote } from './market.ts';
import { fill, order } from './orders.ts';
import { position, protection, valuation, valuedPortfolio } from './portfolio.ts';
import { settingChanged } from './settings.ts';
import { candleInterval, idText, time } from './values.ts';
import { accountInfo, feedInfo, portfolioInfo, venueInfo, workspaceInfo } from './workspace.ts';

const alert = z.intersection(
  z.object({
    id: idText,
    severity: z.enum(alertSeverities),
    time,
    /** Missing while it asks for the trader's attention. */
    acknowledgedAt: time.optional(),
  }),
  /** Or as an earlier version wrote it. */
  z.union([coded(alertCodes), z.object({ title: z.string(), message: z.string() })]),
);
export type AlertInfo = z.infer<typeof alert>;

/** Everything live that the screen shows, as of event `sequence`. Long lists are fetched by page. */
export const stateSnapshot = z.object({
  sequence: z.number().int(),
  /** Changes with each start of the core: sequences of different epochs do not compare. */
  epoch: z.string(),
  /** Every venue that the program knows, in the order in which they are offered. */
  venues: listOf(venueInfo),
  workspace: workspaceInfo.optional(),
  /** When the kill switch was engaged; missing while orders may leave. */
  killSwitchAt: time.optional(),
  accounts: listOf(accountInfo),
  portfolios: listOf(portfolioInfo),
  feeds: listOf(feedInfo),
  activeOrders: listOf(order),
  openPositions: listOf(position),
  valuations: listOf(valuation),
  /** Of the last valuation that was told before these: what comes with a later one is newer, also where it comes before them. */
  valuationSequence: z.number().int(),
  alerts: listOf(alert),
});
export type StateSnapshot = z.infer<typeof stateSnapshot>;

const recordChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspaceChanged') }),
  z.object({ type: z.literal('orderChanged'), order }),
  z.object({ type: z.literal('fillAdded'), fill }),
  z.object({ type: z.literal('positionChanged'), position }),
  /** All round trips in what an account holds are made anew: of those that were, only `open` is open. */
  z.object({
    type: z.literal('positionsRebuilt'),
    accountId: idText,
    held: idText,
    open: position.optional(),
  }),
  /** What the trader noted for an open position. */
  z.object({ type: z.literal('protectionChanged'), protection }),
  /** `engagedAt` is missing once it is released. */
  z.object({ type: z.literal('killSwitchChanged'), engagedAt: time.optional() }),
  z.object({ type: z.literal('accountChanged'), account: accountInfo }),
  z.object({ type: z.literal('portfolioChanged'), portfolio: portfolioInfo }),
  z.object({ type: z.literal('feedChanged'), feed: feedInfo }),
  /** One that is known by its id is told anew. */
  z.object({ type: z.literal('alertRaised'), alert }),
  z.object({ type: z.literal('alertsAcknowledged'), ids: z.array(idText), time }),
]);
export type RecordChange = z.infer<typeof recordChange>;

const progress = z.object({
  task: z.string(),
  work: coded(workCodes),
  done: z.number(),
  total: z.number(),
  finished: z.boolean(),
});
export type ProgressInfo = z.infer<typeof progress>;

/** What can be subscribed to: what must be said to subscribe, and what then comes. */
export const events = {
  /** Sequenced: after the snapshot apply what is newer, and fetch the snapshot again on a gap. */
  record: {
    params: z.object({}),
    data: z.object({ epoch: z.string(), sequence: z.number().int(), change: recordChange }),
  },
  /** The latest of each portfolio, as its fills and prices come; one that was missed does not matter. */
  valuations: {
    params: z.object({}),
    data: z.object({ epoch: z.string(), sequence: z.number().int(), valued: listOf(valuedPortfolio) }),
  },
  /** The latest of each, at most 20 a second an instrument; a missed one does not matter. */
  quotes: { params: z.object({ instrumentIds: z.array(instrumentId).max(200) }), data: listOf(quote) },
  /**
   * The candles that trades made since the subscription, those that changed: high and low are of all of them, also of one
   * between two quotes. One that ended comes with the one that began; the latest of each holds.
   */
  candles: {
    params: z.object({ instrumentId, interval: candleInterval }),
    data: listOf(candle),
  },
  book: {
    params: z.object({ instrumentId }),
    data: z.object({ book: book.optional(), trades: listOf(marketTrade) }),
  },
  progress: { params: z.object({}), data: progress },
  /** Once a second, with nothing to say but that the core can say it: a core that stands still is not one at rest. */
  /** `at`: milliseconds of the core's own clock, which never jumps. */
  alive: { params: z.object({}), data: z.object({ at: z.number() }) },
  /** Each write of a setting by any screen, this one's own too. */
  settings: { params: z.object({}), data: settingChanged },
} as const;

export type EventName = keyof typeof events;
/** As the screen says them. */
export type EventParams<Name extends EventName> = z.input<(typeof events)[Name]['params']>;
/** As they arrive. */
export type EventRequest<Name extends EventName> = z.output<(typeof events)[Name]['params']>;
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]['data']>;
