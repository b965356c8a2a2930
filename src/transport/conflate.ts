import type { EventData, EventName } from '#src/contract/state.ts';

/** The newest trades that wait for a slow screen. */
const tradesKept = 100;

export type Merge<Name extends EventName> = (
  older: EventData<Name>,
  newer: EventData<Name>,
) => EventData<Name>;

/** How two updates that a slow screen has not taken become one. Sequenced events must all arrive: they have no merge. */
export const merges: { readonly [Name in EventName]: Merge<Name> | undefined } = {
  record: undefined,
  quotes: (older, newer) => [
    ...new Map([...older, ...newer].map((quote) => [quote.instrumentId, quote])).values(),
  ],
  candles: (older, newer) => [
    ...new Map([...older, ...newer].map((candle) => [candle.openTime, candle])).values(),
  ],
  book: (older, newer) => ({
    book: newer.book ?? older.book,
    trades: [...older.trades, ...newer.trades].slice(-tradesKept),
  }),
  valuations: (older, newer) => ({
    epoch: newer.epoch,
    sequence: newer.sequence,
    valued: [
      ...new Map(
        [...older.valued, ...newer.valued].map((valued) => [valued.valuation.portfolioId, valued]),
      ).values(),
    ],
  }),
  progress: (_older, newer) => newer,
  alive: (_older, newer) => newer,
  // Of other keys, mostly: each must arrive.
  settings: undefined,
};
