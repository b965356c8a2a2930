import { z } from 'zod';

import { ok } from '#src/domain/result.ts';
import { readExactly } from '#src/infrastructure/venues/exact-json.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';
import { createPacedRenewal } from '#src/infrastructure/venues/paced-renewal.ts';
import type { Cost } from '#src/infrastructure/venues/rest-client.ts';
import { createStreamedFeed, unavailable } from '#src/infrastructure/venues/streamed-feed.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { fetchCandles } from './candles.ts';
import { coinbase, coinbaseDefaults, type CoinbaseConfig } from './coinbase-config.ts';
import { createMarketSocket, streams } from './market-socket.ts';
import { readProducts } from './products.ts';
import { withSharedBooks } from './shared-books.ts';

type Needs = {
  /** Over the defaults, which are the venue's public addresses. */
  readonly config?: Partial<CoinbaseConfig>;
  readonly clock: Clock;
  readonly log: Log;
};

const decimalText = z.string().refine(isDecimal);
const priced = z.object({ price: decimalText, size: decimalText });
/** GET /api/v3/brokerage/market/product_book */
const book = z.object({
  pricebook: z.object({ bids: z.array(priced).max(10), asks: z.array(priced).max(10) }),
});

const question: Cost = { weight: 1, use: 'question' };

/** Coinbase's public spot market: a book begins with its first frame, so that none is asked for. */
export function createCoinbaseFeed({ config: options, clock, log }: Needs): MarketDataFeed {
  const config = { ...coinbaseDefaults, ...options };
  const feed = createStreamedFeed({
    venue: coinbase,
    label: 'Coinbase',
    config,
    address: config.socketUrl,
    ...createMarketSocket(),
    rest: { pingPath: '/api/v3/brokerage/time', parse: readExactly },
    streams,
    levels: Infinity,
    clock,
    log,
    dialect(rest, renewNow) {
      const { renew, cancel } = createPacedRenewal(renewNow, clock);
      return {
        async askBest(symbol) {
          const asked = { product_id: symbol, limit: '1' };
          const answer = await rest.get('/api/v3/brokerage/market/product_book', question, asked);
          const { data } = book.safeParse(answer.ok ? answer.value : undefined);
          if (data === undefined) return undefined;
          const { bids, asks } = data.pricebook;
          return {
            bid: [bids[0]?.price ?? '0', bids[0]?.size ?? '0'],
            ask: [asks[0]?.price ?? '0', asks[0]?.size ?? '0'],
          };
        },
        onDelivered(symbol, _stream, wasThere) {
          if (wasThere) renew(symbol);
        },
        renew,
        cancel,
        async instruments() {
          const asked = { product_type: 'SPOT' };
          const answer = await rest.get('/api/v3/brokerage/market/products', question, asked);
          if (!answer.ok) return unavailable(answer.error);
          const read = readProducts(answer.value);
          return read === undefined
            ? unavailable({ reason: "Coinbase's list of products cannot be read" })
            : ok(read);
        },
        candles: (...asked) => fetchCandles(rest, ...asked),
      };
    },
  });
  return withSharedBooks(feed);
}
