import { Decimal } from '#src/domain/decimal.ts';
import type { BookLevel } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { InstrumentStream } from './instrument-stream.ts';
import type { NetworkConfig } from './network-config.ts';

/** The best prices, as the venue tells them where it is asked. */
export type BestLevels = { readonly bid: BookLevel; readonly ask: BookLevel };

type Needs = {
  readonly label: string;
  /** Asks the venue; undefined where it does not say. */
  readonly askBest: (symbol: string) => Promise<BestLevels | undefined>;
  readonly config: Pick<NetworkConfig, 'silenceLookMs' | 'staleAfterMs'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The stream has been silent while its market moved: its book is given up, and wanted anew. */
  readonly onUntrue: (symbol: string) => void;
};

/**
 * A market that is quiet and one whose stream has died on a connection that lives look the same. So the book of one that
 * has been silent is held against the venue's best prices, before an order is matched with it and from time to time.
 */
export function createSilenceLooks({ label, askBest, config, clock, log, onUntrue }: Needs) {
  const followed = new Map<string, InstrumentStream>();
  const underWay = new Map<string, Promise<boolean>>();
  let endWait: (() => void) | undefined = clock.after(config.silenceLookMs, lookAround);
  let closed = false;

  function lookAround(): void {
    endWait = undefined;
    lookAtSilent()
      .catch((fault: unknown) => log.error('silent markets cannot be looked at', { fault }))
      .finally(() => {
        if (!closed) endWait = clock.after(config.silenceLookMs, lookAround);
      });
  }

  async function lookAtSilent(): Promise<void> {
    for (const [symbol, stream] of followed) {
      if (closed) return;
      if (isSilent(stream, config.silenceLookMs)) await look(symbol, stream);
    }
  }

  async function look(symbol: string, stream: InstrumentStream): Promise<boolean> {
    const known = underWay.get(symbol) ?? compare(symbol, stream).finally(() => underWay.delete(symbol));
    underWay.set(symbol, known);
    return known;
  }

  async function compare(symbol: string, stream: InstrumentStream): Promise<boolean> {
    const asked = clock.monotonic();
    const best = await askBest(symbol);
    // What was heard meanwhile is newer than the answer.
    if (stream.silence() < clock.monotonic() - asked) return true;
    if (best === undefined) return false;
    const book = stream.book();
    if (isLevel(book?.bids[0], best.bid) && isLevel(book?.asks[0], best.ask)) {
      stream.confirm();
      return true;
    }
    if (book !== undefined && followed.get(symbol) === stream) {
      log.warn(`a market of ${label} has moved while its stream was silent`, { symbol });
      stream.restart();
      onUntrue(symbol);
    }
    return false;
  }

  return {
    follow: (symbol: string, stream: InstrumentStream) => void followed.set(symbol, stream),
    leave: (symbol: string) => void followed.delete(symbol),
    /** False where the book of the stream may not be the market's; what is, is on its way. */
    async isTrue(symbol: string, stream: InstrumentStream): Promise<boolean> {
      return !isSilent(stream, config.staleAfterMs) || look(symbol, stream);
    },
    close(): void {
      closed = true;
      endWait?.();
      followed.clear();
    },
  };
}

/** What has no book yet is waited for. */
function isSilent(stream: InstrumentStream, milliseconds: number): boolean {
  return stream.book() !== undefined && stream.silence() > milliseconds;
}

/** Venues write zeros for a side without orders. */
function isLevel(level: BookLevel | undefined, [price, quantity]: BookLevel): boolean {
  const [ownPrice, ownQuantity] = level ?? ['0', '0'];
  return (
    Decimal.from(ownPrice).equals(Decimal.from(price)) &&
    Decimal.from(ownQuantity).equals(Decimal.from(quantity))
  );
}
