import type { CandleInfo, QuoteInfo } from '#src/contract/market.ts';
import type { EventData, EventRequest } from '#src/contract/state.ts';
import { createPreviousCloses, type PreviousCloses } from '#src/application/market/previous-closes.ts';
import { createCandleFold } from '#src/domain/candle-fold.ts';
import { venueOf } from '#src/domain/ids.ts';
import type { CandleInterval, Quote } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { type Beat, createBeat } from './beat.ts';
import { inText } from '#src/domain/in-text.ts';
import type { CurrentWorkspace } from './handlers/open-workspace.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';

/** Of each workspace that is open, for whoever watches its instruments. */
const previousCloses = new WeakMap<Workspace, PreviousCloses>();

function closesOf(workspace: Workspace): PreviousCloses {
  const held = previousCloses.get(workspace);
  if (held !== undefined) return held;
  const { feeds, clock } = workspace;
  const closes = createPreviousCloses((id) => feeds.get(venueOf(id)), clock);
  previousCloses.set(workspace, closes);
  return closes;
}

/** Quotes, candles and books for whoever looks at them; both end when the subscription or the workspace does. */
export function marketEvents(current: CurrentWorkspace, clock: Clock) {
  const beat = createBeat(clock);
  return {
    quotes({ instrumentIds }: EventRequest<'quotes'>, emit: (data: EventData<'quotes'>) => void): () => void {
      const workspace = current();
      if (workspace === undefined) return () => undefined;
      const known = instrumentIds.filter((id) => workspace.session.catalogue.find(id) !== undefined);
      const closes = closesOf(workspace);
      const { watch } = workspace.session;
      const batch = batchQuotes(beat, emit);
      let ended = false;
      const ends = known.map((id) => {
        const tell = ({ quote }: { readonly quote: Quote }): void =>
          batch.add(presentQuote(quote, closes.known(id)));
        // A quiet market would leave the day's change unknown until its next tick.
        async function tellOnceKnown(): Promise<void> {
          await closes.lookedUp(id);
          const latest = watch.latest(id);
          if (!ended && latest !== undefined) tell(latest);
        }
        tellOnceKnown().catch((fault: unknown) =>
          workspace.log.error('the previous close could not be read', { fault }),
        );
        return watch.watch(id, tell);
      });
      return () => {
        ended = true;
        for (const end of ends) end();
        batch.stop();
      };
    },
    candles(
      { instrumentId, interval }: EventRequest<'candles'>,
      emit: (data: EventData<'candles'>) => void,
    ): () => void {
      const workspace = current();
      if (workspace === undefined) return () => undefined;
      const batch = batchCandles(beat, interval, emit);
      const end = workspace.session.watch.watch(instrumentId, batch.add);
      return () => {
        end();
        batch.stop();
      };
    },
    book({ instrumentId }: EventRequest<'book'>, emit: (data: EventData<'book'>) => void): () => void {
      const workspace = current();
      if (workspace === undefined) return () => undefined;
      const leaveBook = workspace.feeds.get(venueOf(instrumentId))?.keepBook(instrumentId);
      const endWatch = workspace.session.watch.watch(instrumentId, ({ book, trades }) =>
        emit(inText({ book, trades })),
      );
      return () => {
        endWatch();
        leaveBook?.();
      };
    },
  };
}

/** Many instruments tick at many moments: the screen is told of all of them at once. The first price of one is told at once. */
function batchQuotes(beat: Beat, emit: (quotes: QuoteInfo[]) => void) {
  const told = new Set<string>();
  const waiting = new Map<string, QuoteInfo>();
  function flush(): void {
    const quotes = [...waiting.values()];
    waiting.clear();
    emit(quotes);
  }
  return {
    add(quote: QuoteInfo): void {
      if (told.has(quote.instrumentId)) {
        waiting.set(quote.instrumentId, quote);
        beat.next(flush);
      } else {
        told.add(quote.instrumentId);
        emit([quote]);
      }
    },
    stop: (): void => beat.leave(flush),
  };
}

/** With each beat the candles that changed since the last one, made of every trade in between. */
export function batchCandles(beat: Beat, interval: CandleInterval, emit: (candles: CandleInfo[]) => void) {
  const fold = createCandleFold(interval);
  const waiting = new Map<number, CandleInfo>();
  function flush(): void {
    const candles = [...waiting.values()];
    waiting.clear();
    emit(candles);
  }
  return {
    add(update: MarketUpdate): void {
      for (const candle of fold(update)) waiting.set(candle.openTime, candle);
      if (waiting.size > 0) beat.next(flush);
    },
    stop: (): void => beat.leave(flush),
  };
}

function presentQuote(quote: Quote, previousClose: string | undefined): QuoteInfo {
  const { instrumentId, bid, bidQuantity, ask, askQuantity, last, time } = quote;
  return { instrumentId, bid, bidQuantity, ask, askQuantity, last, time, previousClose };
}
