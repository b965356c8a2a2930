import { createBackoff, type Backoff } from '#src/infrastructure/venues/backoff.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { BinanceConfig } from './binance-config.ts';
import type { DepthSnapshot } from '#src/infrastructure/venues/book-sync.ts';
import type { RestClient } from '#src/infrastructure/venues/rest-client.ts';
import { isFields, isId, isLevels } from '#src/infrastructure/venues/market-messages.ts';

export type DepthSnapshots = {
  /**
   * Fetches until `accept` takes one; a second load of the symbol replaces the first. `again`: the one before did not last.
   */
  load(symbol: string, accept: (snapshot: DepthSnapshot) => boolean, again?: boolean): void;
  cancel(symbol: string): void;
  /** How many were fetched. */
  fetched(): number;
};

type Needs = {
  readonly rest: RestClient;
  readonly config: BinanceConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
};

/** Sixty books come within half a minute, each after an answer of half a second; and a refusal stops all that follow. */
const mostAtOnce = 4;

/** Snapshots are the dearest request: few at a time for all symbols, in the order in which they were wanted. */
export function createDepthSnapshots({ rest, config, clock, log, random }: Needs): DepthSnapshots {
  const cancels = new Map<string, () => void>();
  const paces = new Map<string, Pace>();
  const queue: (() => Promise<void>)[] = [];
  let underWay = 0;
  let fetched = 0;

  function load(symbol: string, accept: (snapshot: DepthSnapshot) => boolean, again = false): void {
    cancel(symbol);
    const pace = paceOf(symbol, again);
    let cancelled = false;
    let endTimer: (() => void) | undefined;
    cancels.set(symbol, () => {
      cancelled = true;
      endTimer?.();
    });

    async function attempt(): Promise<void> {
      if (cancelled) return;
      const outcome = await fetchOne(symbol);
      if (cancelled) return;
      if (outcome.snapshot !== undefined && accept(outcome.snapshot)) {
        cancels.delete(symbol);
        return;
      }
      const wait = Math.max(pace.backoff.next(), outcome.waitMs);
      log.info('order book snapshot will be fetched again', { symbol, wait, reason: outcome.reason });
      endTimer = clock.after(wait, enqueue);
    }

    function enqueue(): void {
      queue.push(attempt);
      run();
    }
    endTimer = clock.after(pace.waitMs, enqueue);
  }

  function run(): void {
    if (underWay >= mostAtOnce) return;
    const attempt = queue.shift();
    if (attempt === undefined) return;
    underWay += 1;
    attempt()
      .catch((fault: unknown) => log.error('an order book could not be fetched', { fault }))
      .finally(() => {
        underWay -= 1;
        run();
      });
  }

  /** A book that breaks again and again must not use up the request limit: only what is wanted comes at once. */
  function paceOf(symbol: string, isAgain: boolean): { backoff: Backoff; waitMs: number } {
    const now = clock.monotonic();
    const last = paces.get(symbol);
    const again = isAgain && last !== undefined && now - last.loadedAt < config.backoff.ceilingMs;
    const backoff = again ? last.backoff : createBackoff(config.backoff, random);
    paces.set(symbol, { backoff, loadedAt: now });
    return { backoff, waitMs: again ? backoff.next() : 0 };
  }

  function cancel(symbol: string): void {
    cancels.get(symbol)?.();
    cancels.delete(symbol);
  }

  async function fetchOne(symbol: string): Promise<Outcome> {
    const limit = config.snapshotLimit;
    const answer = await rest.get(
      '/api/v3/depth',
      { weight: weightOf(limit), use: 'book' },
      { symbol, limit: String(limit) },
    );
    if (!answer.ok) {
      const { error } = answer;
      return {
        snapshot: undefined,
        reason: error.reason,
        waitMs: error.code === 'RATE_LIMITED' ? error.retryAfterMs : 0,
      };
    }
    fetched += 1;
    const snapshot = parseDepthSnapshot(answer.value);
    const reason = snapshot === undefined ? 'it cannot be read' : 'it does not fit the stream';
    return { snapshot, reason, waitMs: 0 };
  }

  return { load, cancel, fetched: () => fetched };
}

/** As the venue has it. */
function weightOf(levels: number): number {
  if (levels <= 100) return 5;
  if (levels <= 500) return 25;
  return levels <= 1000 ? 50 : 250;
}

type Pace = { readonly backoff: Backoff; readonly loadedAt: number };

type Outcome = {
  readonly snapshot: DepthSnapshot | undefined;
  readonly reason: string;
  readonly waitMs: number;
};

function parseDepthSnapshot(body: unknown): DepthSnapshot | undefined {
  if (!isFields(body)) return undefined;
  const { lastUpdateId, bids, asks } = body;
  if (!isId(lastUpdateId) || !isLevels(bids) || !isLevels(asks)) return undefined;
  return { lastUpdateId, bids, asks };
}
