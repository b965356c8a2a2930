import { z } from 'zod';

import { symbolOf } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { ok, type Result } from '#src/domain/result.ts';
import { readExactly } from '#src/infrastructure/venues/exact-json.ts';
import type { InstrumentStream } from '#src/infrastructure/venues/instrument-stream.ts';
import { isDecimal, level } from '#src/infrastructure/venues/market-messages.ts';
import type { Cost, RestClient } from '#src/infrastructure/venues/rest-client.ts';
import type { BestLevels } from '#src/infrastructure/venues/silence-looks.ts';
import { createStreamedFeed, unavailable } from '#src/infrastructure/venues/streamed-feed.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedError, MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { frameOf, readCandles } from './candles.ts';
import { gemini, geminiDefaults, type GeminiConfig } from './gemini-config.ts';
import { parseDetails, symbols } from './instruments.ts';
import { parseStreamMessage } from './stream-messages.ts';

type Needs = {
  /** Over the defaults, which are the venue's public addresses. */
  readonly config?: Partial<GeminiConfig>;
  readonly clock: Clock;
  readonly log: Log;
};

const streams = {
  depth: '@depth@100ms',
  quote: ['@bookTicker', '@trade'],
  book: ['@depth@100ms'],
};

const decimalText = z.string().refine(isDecimal);
const priced = z.object({ price: decimalText, amount: decimalText });
/** GET /v1/book/:symbol */
const book = z
  .object({ bids: z.array(priced).max(10), asks: z.array(priced).max(10) })
  .transform(({ bids: [bid], asks: [ask] }): BestLevels => ({
    bid: [bid?.price ?? '0', bid?.amount ?? '0'],
    ask: [ask?.price ?? '0', ask?.amount ?? '0'],
  }));
/** GET /v1/trades/:symbol */
const trades = z.array(z.object({ price: decimalText })).max(500);

/** Every request costs one of 120 a minute. */
const question: Cost = { weight: 1, use: 'question' };
/** What only spares a wait leaves room for the rest. */
const early: Cost = { weight: 1, use: 'book' };

/** Gemini's public spot market: a book begins with its first frame, so that none is asked for. */
export function createGeminiFeed({ config: options, clock, log }: Needs): MarketDataFeed {
  const config = { ...geminiDefaults, ...options };
  return createStreamedFeed({
    venue: gemini,
    label: 'Gemini',
    config,
    address: `${config.socketUrl}?snapshot=-1`,
    shownAddress: config.socketUrl,
    parse: parseStreamMessage,
    rest: {
      pingPath: '/v1/symbols',
      parse: readExactly,
    },
    streams,
    levels: Infinity,
    clock,
    log,
    dialect(rest, renew) {
      const listed = createListing(rest, clock);
      const askBest = async (symbol: string, cost: Cost) => {
        const path = `/v1/book/${symbol.toLowerCase()}`;
        const answer = await rest.get(path, cost, { limit_bids: '1', limit_asks: '1' });
        return answer.ok ? book.safeParse(answer.value).data : undefined;
      };
      async function askQuote(symbol: string, stream: InstrumentStream): Promise<void> {
        const [best, last] = await Promise.all([askBest(symbol, early), lastPrice(rest, symbol)]);
        if (best === undefined) return;
        const [bid, ask] = [best.bid, best.ask].map((each) => level(...each));
        stream.ticker({ kind: 'ticker', symbol, bid, ask, last });
      }
      return {
        askBest: (symbol) => askBest(symbol, question),
        onWatched(symbol, stream) {
          // A quiet market says nothing for long.
          askQuote(symbol, stream).catch((fault: unknown) =>
            log.error('a market of Gemini cannot be asked about', { symbol, fault }),
          );
        },
        onDelivered(symbol, _stream, wasThere) {
          if (wasThere) renew(symbol);
        },
        renew,
        cancel: () => undefined,
        instruments: listed,
        async candles(instrument, interval, from, to) {
          const symbol = symbolOf(instrument);
          const answer = await rest.get(`/v2/candles/${symbol.toLowerCase()}/${frameOf(interval)}`, question);
          if (!answer.ok) return unavailable(answer.error);
          const read = readCandles(answer.value, { instrumentId: instrument, interval });
          if (read === undefined)
            return unavailable({ reason: `Gemini's candles of ${symbol} cannot be read` });
          return ok(read.filter(({ openTime }) => openTime >= from && openTime < to));
        },
      };
    },
  });
}

async function lastPrice(rest: RestClient, symbol: string): Promise<string | undefined> {
  const answer = await rest.get(`/v1/trades/${symbol.toLowerCase()}`, early, { limit_trades: '1' });
  return answer.ok ? trades.safeParse(answer.value).data?.[0]?.price : undefined;
}

/**
 * What the venue lists: each market is a question of its own, of which it answers 120 a minute. So one that is known is asked
 * about again only in its turn, and what is left waits for the next minute.
 */
function createListing(
  rest: RestClient,
  clock: Clock,
): () => Promise<Result<readonly Instrument[], FeedError>> {
  const known = new Map<string, Instrument | undefined>();

  async function ask(symbol: string): Promise<Result<undefined, FeedError>> {
    for (;;) {
      const answer = await rest.get(`/v1/symbols/details/${symbol.toLowerCase()}`, early);
      if (answer.ok) {
        // To the end of the row.
        known.delete(symbol);
        known.set(symbol, parseDetails(answer.value));
        return ok(undefined);
      }
      if (answer.error.code !== 'RATE_LIMITED') return unavailable(answer.error);
      const { retryAfterMs } = answer.error;
      await new Promise<void>((resolve) => {
        clock.after(retryAfterMs, resolve);
      });
    }
  }

  return async () => {
    const answer = await rest.get('/v1/symbols', question);
    if (!answer.ok) return unavailable(answer.error);
    const read = symbols.safeParse(answer.value);
    if (!read.success) return unavailable({ reason: "Gemini's list of markets cannot be read" });
    const names = [...new Set(read.data.map((name) => name.toUpperCase()))];
    const unknown = names.filter((name) => !known.has(name));
    // The oldest of those that are known, as many as are asked about in half a minute.
    const again = [...known.keys()].filter((name) => names.includes(name)).slice(0, mostAgain);
    for (const name of [...unknown, ...again]) {
      const asked = await ask(name);
      if (!asked.ok) return asked;
    }
    return ok(names.flatMap((name) => known.get(name) ?? []));
  };
}

const mostAgain = 40;
