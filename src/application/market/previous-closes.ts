import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';

const day = intervalMilliseconds['1d'];
const firstPause = 5_000;
const longestPause = 5 * 60_000;

type Entry = {
  /** The beginning of the day (UTC) whose previous close this is. */
  readonly today: number;
  close: string | undefined;
  asking: Promise<void> | undefined;
  /** The venue has answered: it is asked again tomorrow. */
  answered: boolean;
  /** Monotonic: after a failure it is asked again then, and not before. */
  retryAt: number;
  pause: number;
};

export type PreviousCloses = {
  /** The last daily close before today (UTC), where it is known. Asks for it where it is due. */
  known(instrument: InstrumentId): string | undefined;
  /** Resolves once the question that is under way, if any, is answered. */
  lookedUp(instrument: InstrumentId): Promise<void>;
};

/** Each close is asked for once a day, whoever watches; a venue that fails is asked again ever more seldom. */
export function createPreviousCloses(
  feedOf: (instrument: InstrumentId) => MarketDataFeed | undefined,
  clock: Clock,
): PreviousCloses {
  const entries = new Map<InstrumentId, Entry>();

  function entryOf(instrument: InstrumentId): Entry {
    const today = Math.floor(clock.now() / day) * day;
    const held = entries.get(instrument);
    if (held?.today === today) return held;
    const entry: Entry = {
      today,
      close: undefined,
      asking: undefined,
      answered: false,
      retryAt: clock.monotonic(),
      pause: firstPause,
    };
    entries.set(instrument, entry);
    return entry;
  }

  async function ask(instrument: InstrumentId, entry: Entry): Promise<void> {
    const { today } = entry;
    const answer = await feedOf(instrument)?.candles(instrument, '1d', today - day, today);
    entry.asking = undefined;
    if (answer?.ok === true) {
      entry.answered = true;
      entry.close = answer.value.at(-1)?.close;
      return;
    }
    entry.retryAt = clock.monotonic() + entry.pause;
    entry.pause = Math.min(entry.pause * 2, longestPause);
  }

  function askWhereDue(instrument: InstrumentId): Entry {
    const entry = entryOf(instrument);
    const due = !entry.answered && entry.asking === undefined && clock.monotonic() >= entry.retryAt;
    if (due) entry.asking = ask(instrument, entry);
    return entry;
  }

  return {
    known: (instrument) => askWhereDue(instrument).close,
    lookedUp: (instrument) => askWhereDue(instrument).asking ?? Promise.resolve(),
  };
}
