import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import type { Progress } from '#src/application/progress.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import { coinOf } from '#src/domain/held.ts';
import { currency, heldId, type Currency, type HeldId, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Log } from '#src/ports/log.ts';
import type { PriceSources } from './day-prices.ts';

export type DayCandlesNeeds = {
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
};

type Span = { readonly from: number; readonly to: number };

/** Of several that price a thing, so many are asked. */
const mostAsked = 3;
/** Those that are kept at once. */
const pieceSize = 500;
/** Fewer days are there before anybody could read how far they are. */
const worthTelling = 30 * dayLength;

/** The closes of past days: from venues that are connected, which answer for long spans, into the store. */
export function createDayCandles({ candlesOf, log, report }: DayCandlesNeeds) {
  /** What a venue had no more of, by instrument and day: it is asked once. */
  const asked = new Set<string>();

  /** True where candles came that were not stored. */
  async function askFor(instrument: Instrument, { from, to }: Span): Promise<boolean> {
    const { feed, stored } = candlesOf(instrument.id);
    const key = `${instrument.id} ${from} ${to}`;
    if (feed === undefined || asked.has(key)) return false;
    const answer = await feed.candles(instrument.id, '1d', from, to);
    if (!answer.ok) {
      log.warn('the prices of past days could not be had', { instrument: instrument.id, ...answer.error });
      return false;
    }
    asked.add(key);
    const closed = answer.value.filter((candle) => candle.closed);
    for (let at = 0; at < closed.length; at += pieceSize) {
      await stored.saveCandles(closed.slice(at, at + pieceSize));
      await nextTurn();
    }
    return closed.length > 0;
  }

  async function lacking(instrument: Instrument, { from, to }: Span): Promise<Span | undefined> {
    const gaps = await candlesOf(instrument.id).stored.gaps(instrument.id, '1d', from, to);
    const [first] = gaps;
    return first && { from: first.from, to: gaps.at(-1)?.to ?? first.to };
  }

  async function fill(instruments: readonly Instrument[], span: Span): Promise<boolean> {
    let isNew = false;
    let left: Span | undefined = span;
    const connected = instruments.filter(({ id }) => candlesOf(id).feed !== undefined);
    for (const instrument of connected.slice(0, mostAsked)) {
      const wanted = await lacking(instrument, left);
      if (wanted !== undefined && (await askFor(instrument, wanted))) isNew = true;
      left = await lacking(instrument, left);
      if (left === undefined) break;
    }
    return isNew;
  }

  return {
    /** True where some came that were not there before. */
    async ask(
      { ofHeld, ofCurrency }: PriceSources,
      wanted: ReadonlyMap<HeldId | Currency, Span>,
      signal: AbortSignal,
    ): Promise<boolean> {
      const longest = Math.max(...Array.from(wanted.values(), ({ from, to }) => to - from));
      let isNew = false;
      let done = 0;
      for (const [name, span] of wanted) {
        signal.throwIfAborted();
        if (longest >= worthTelling) tell(done, wanted.size);
        // A coin may be held, or be cash of a fee, which is priced in the base currency alone.
        const rates = coinOf(heldId(name)) === undefined ? [] : ofCurrency(currency(name));
        if (await fill([...new Set([...rates, ...ofHeld(heldId(name))])], span)) isNew = true;
        done += 1;
      }
      if (longest >= worthTelling) tell(done, wanted.size);
      return isNew;
    },
  };

  function tell(done: number, total: number): void {
    report({
      task: 'equity days',
      work: { code: 'PRICE_PAST_DAYS' },
      done,
      total,
      finished: done === total,
    });
  }
}
