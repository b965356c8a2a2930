import { z } from 'zod';

import { symbolOf } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { readExactly } from '#src/infrastructure/venues/exact-json.ts';
import { isDecimal } from '#src/infrastructure/venues/market-messages.ts';
import type { Cost } from '#src/infrastructure/venues/rest-client.ts';
import { createStreamedFeed, unavailable } from '#src/infrastructure/venues/streamed-feed.ts';
import { recordOf } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { minutes, readCandles } from './candles.ts';
import { kraken, krakenDefaults, type KrakenConfig } from './kraken-config.ts';
import { createPacedRenewal } from '#src/infrastructure/venues/paced-renewal.ts';
import { pairOf, readPairs, type Pairs } from './pairs.ts';
import { createStreamParser, requests, streams } from './stream-messages.ts';

type Needs = {
  /** Over the defaults, which are the venue's public addresses. */
  readonly config?: Partial<KrakenConfig>;
  readonly clock: Clock;
  readonly log: Log;
};

const decimalText = z.string().refine(isDecimal);
const priced = z.tuple([decimalText, decimalText]).rest(z.unknown());
/** GET /0/public/Depth */
const depth = z.object({
  error: z.array(z.string()).length(0),
  result: recordOf(z.object({ bids: z.array(priced).max(10), asks: z.array(priced).max(10) }), 10),
});

/** Every request costs one of some sixty a minute. */
const question: Cost = { weight: 1, use: 'question' };

/** Kraken's public spot market: a book begins with its first frame, so that none is asked for. */
export function createKrakenFeed({ config: options, clock, log }: Needs): MarketDataFeed {
  const config = { ...krakenDefaults, ...options };
  let pairs: Pairs | undefined;
  return createStreamedFeed({
    venue: kraken,
    label: 'Kraken',
    config,
    address: config.socketUrl,
    parse: createStreamParser((symbol) => pairs?.placesOf(symbol)),
    requests,
    rest: {
      pingPath: '/0/public/Time',
      parse: readExactly,
    },
    streams,
    levels: Infinity,
    clock,
    log,
    dialect(rest, renewNow) {
      const renewal = createPacedRenewal(renewNow, clock);
      const { renew } = renewal;
      return {
        async askBest(symbol) {
          const answer = await rest.get('/0/public/Depth', question, { pair: pairOf(symbol), count: '1' });
          const { data } = depth.safeParse(answer.ok ? answer.value : undefined);
          const [book] = Object.values(data?.result ?? {});
          if (book === undefined) return undefined;
          const [bid = ['0', '0'], ask = ['0', '0']] = [book.bids[0], book.asks[0]];
          return { bid: [bid[0], bid[1]], ask: [ask[0], ask[1]] };
        },
        onDelivered(symbol, _stream, wasThere) {
          if (wasThere) renew(symbol);
        },
        renew,
        cancel: renewal.cancel,
        async instruments() {
          const answer = await rest.get('/0/public/AssetPairs', question);
          if (!answer.ok) return unavailable(answer.error);
          const read = readPairs(answer.value);
          if (read === undefined) return unavailable({ reason: "Kraken's list of markets cannot be read" });
          pairs = read;
          return ok(read.instruments);
        },
        async candles(instrument, interval, from, to) {
          const symbol = symbolOf(instrument);
          const asked = { pair: pairOf(symbol), interval: minutes[interval] };
          const answer = await rest.get('/0/public/OHLC', question, asked);
          if (!answer.ok) return unavailable(answer.error);
          const read = readCandles(answer.value, { instrumentId: instrument, interval });
          if (read === undefined)
            return unavailable({ reason: `Kraken's candles of ${symbol} cannot be read` });
          return ok(read.filter(({ openTime }) => openTime >= from && openTime < to));
        },
      };
    },
  });
}
