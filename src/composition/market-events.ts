import type { QuoteInfo } from '#src/contract/market.ts';
import type { EventData, EventParams } from '#src/contract/state.ts';
import { instrumentId, venueOf, type InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Quote } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { CurrentWorkspace } from './handlers/open-workspace.ts';
import { presentBook, presentTrade } from './present/present-market.ts';
import type { Workspace } from './workspace.ts';

const day = intervalMilliseconds['1d'];
/** Milliseconds; as often as one instrument is updated at most. */
const batchTime = 50;

/** Quotes and books for whoever looks at them; both end when the subscription or the workspace does. */
export function marketEvents(current: CurrentWorkspace) {
  return {
    quotes({ instrumentIds }: EventParams<'quotes'>, emit: (data: EventData<'quotes'>) => void): () => void {
      const workspace = current();
      if (workspace === undefined) return () => undefined;
      const known = instrumentIds
        .map(instrumentId)
        .filter((id) => workspace.session.catalogue.find(id) !== undefined);
      const closes = new Map<InstrumentId, string>();
      const batch = batchQuotes(workspace.clock, emit);
      const ends = known.map((id) => {
        rememberClose(workspace, id, closes).catch((fault: unknown) =>
          workspace.log.error('the previous close could not be read', { fault }),
        );
        return workspace.session.watch.watch(id, ({ quote }) =>
          batch.add(presentQuote(quote, closes.get(id))),
        );
      });
      return () => {
        for (const end of ends) end();
        batch.stop();
      };
    },
    book({ instrumentId: text }: EventParams<'book'>, emit: (data: EventData<'book'>) => void): () => void {
      const workspace = current();
      if (workspace === undefined) return () => undefined;
      return workspace.session.watch.watch(instrumentId(text), ({ book, trades }) =>
        emit({ book: book === undefined ? undefined : presentBook(book), trades: trades.map(presentTrade) }),
      );
    },
  };
}

/** Many instruments tick at many moments; the screen is told of all of them at once. */
function batchQuotes(clock: Clock, emit: (quotes: QuoteInfo[]) => void) {
  const waiting = new Map<string, QuoteInfo>();
  let cancel: (() => void) | undefined;
  function flush(): void {
    cancel = undefined;
    const quotes = [...waiting.values()];
    waiting.clear();
    emit(quotes);
  }
  return {
    add(quote: QuoteInfo): void {
      waiting.set(quote.instrumentId, quote);
      cancel ??= clock.after(batchTime, flush);
    },
    stop: (): void => cancel?.(),
  };
}

/** The last daily close before today (UTC); the day's change stays unknown without one. */
async function rememberClose(
  { feeds, clock }: Workspace,
  id: InstrumentId,
  closes: Map<InstrumentId, string>,
): Promise<void> {
  const today = Math.floor(clock.now() / day) * day;
  const answer = await feeds.get(venueOf(id))?.candles(id, '1d', today - day, today);
  const close = answer?.ok === true ? answer.value.at(-1)?.close : undefined;
  if (close !== undefined) closes.set(id, close);
}

function presentQuote(quote: Quote, previousClose: string | undefined): QuoteInfo {
  return { ...quote, previousClose };
}
