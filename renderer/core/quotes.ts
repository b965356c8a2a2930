import type { QuoteInfo } from '#src/contract/market.ts';
import type { LiveState } from './live-store.ts';

/** The last to arrive wins, whatever its time says: a clock may be set back, and the connection keeps the order. */
export function applyQuotes(state: LiveState, batch: readonly QuoteInfo[]): LiveState {
  const arrived = Object.fromEntries(batch.map((quote) => [quote.instrumentId, quote]));
  return { ...state, quotes: { ...state.quotes, ...arrived } };
}
