import { z } from 'zod';

import { symbolOf } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';
import type { Cost } from '#src/infrastructure/venues/rest-client.ts';
import type { BestLevels } from '#src/infrastructure/venues/silence-looks.ts';
import { createStreamedFeed, type StreamedFeedCounts } from '#src/infrastructure/venues/streamed-feed.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { binance, binanceDefaults, type BinanceConfig } from './binance-config.ts';
import { createDepthSnapshots, type DepthSnapshots } from './depth-snapshots.ts';
import { parseExchangeInfo } from './exchange-info.ts';
import { fetchCandles } from './klines.ts';
import { parseStreamMessage } from './stream-messages.ts';

export type BinanceFeedNeeds = {
  /** Over the defaults, which are the venue's public addresses. */
  readonly config?: Partial<BinanceConfig>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
};

type BinanceFeedCounts = StreamedFeedCounts & {
  readonly skippedSymbols: number;
  readonly snapshots: number;
};

export type BinanceFeed = MarketDataFeed & { counts(): BinanceFeedCounts };

const streams = {
  depth: '@depth@100ms',
  /** They cost no request: each second the ticker, and at once what moves. */
  quote: ['@ticker', '@bookTicker', '@aggTrade'],
  /** Its changes, for which a snapshot is asked, and the average that orders are held against. */
  book: ['@depth@100ms', '@avgPrice'],
};

const decimalText = z.string().refine(isDecimal);
/** GET /api/v3/ticker/bookTicker */
const bestPrices = z
  .object({ bidPrice: decimalText, bidQty: decimalText, askPrice: decimalText, askQty: decimalText })
  .transform(({ bidPrice, bidQty, askPrice, askQty }): BestLevels => ({
    bid: [bidPrice, bidQty],
    ask: [askPrice, askQty],
  }));
const lookCost: Cost = { weight: 2, use: 'question' };

/** Binance's public spot market. */
export function createBinanceFeed({ config: options, clock, log, random }: BinanceFeedNeeds): BinanceFeed {
  const config = { ...binanceDefaults, ...options };
  let skippedSymbols = 0;
  let snapshots: DepthSnapshots | undefined;

  const feed = createStreamedFeed({
    venue: binance,
    label: 'Binance',
    config,
    address: `${config.streamUrl}/stream`,
    shownAddress: config.streamUrl,
    parse: parseStreamMessage,
    rest: { pingPath: '/api/v3/ping' },
    streams,
    levels: config.snapshotLimit,
    clock,
    log,
    random,
    dialect(rest) {
      const own = createDepthSnapshots({ rest, config, clock, log, random: random ?? Math.random });
      snapshots = own;
      return {
        onDelivered: (symbol, stream) => own.load(symbol, (snapshot) => stream.snapshot(snapshot)),
        renew: (symbol, stream) => own.load(symbol, (snapshot) => stream.snapshot(snapshot), true),
        cancel: own.cancel,
        async askBest(symbol) {
          const answer = await rest.get('/api/v3/ticker/bookTicker', lookCost, { symbol });
          return answer.ok ? bestPrices.safeParse(answer.value).data : undefined;
        },
        async instruments() {
          const answer = await rest.get('/api/v3/exchangeInfo', { weight: 20, use: 'question' });
          if (!answer.ok) {
            const { reason, trouble } = answer.error;
            return err({ code: 'FEED_UNAVAILABLE', reason, asking: trouble });
          }
          const info = parseExchangeInfo(answer.value);
          if (info === undefined) {
            return err({ code: 'FEED_UNAVAILABLE', reason: "Binance's exchange information cannot be read" });
          }
          if (info.weightPerMinute !== undefined) rest.limit(info.weightPerMinute);
          skippedSymbols = info.skipped.length;
          if (skippedSymbols > 0) {
            log.warn('symbols of Binance were left out', {
              count: skippedSymbols,
              examples: info.skipped.slice(0, 5),
            });
          }
          return ok(info.instruments);
        },
        candles: (instrument, interval, from, to) =>
          fetchCandles(rest, clock, log, { instrument, symbol: symbolOf(instrument), interval, from, to }),
      };
    },
  });
  return {
    ...feed,
    counts: () => ({ ...feed.counts(), skippedSymbols, snapshots: snapshots?.fetched() ?? 0 }),
  };
}
