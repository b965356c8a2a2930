import type { Environment } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId, VenueId } from '#src/domain/ids.ts';
import type { InText } from '#src/domain/in-text.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { rulesFromText } from '#src/domain/trading-rules.ts';
import type { CandleInterval } from '#src/domain/market.ts';
import type { Result } from '#src/domain/result.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import type { FeedError, FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';

/** Whose feed a thread hosts. */
export type FeedChoice = {
  readonly venue: VenueId;
  /** Plain data, as `Venue.openFeed` takes them. */
  readonly settings: unknown;
  readonly environment: Environment;
};

type CandlesRequest = {
  readonly instrument: InstrumentId;
  readonly interval: CandleInterval;
  readonly from: number;
  readonly to: number;
};

export type FeedNews =
  | { readonly type: 'state'; readonly state: FeedState }
  | { readonly type: 'update'; readonly instrument: InstrumentId; readonly update: MarketUpdate }
  | {
      readonly type: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>> | undefined;
    };

/** What a feed's thread does, which is given the FeedChoice. */
export type FeedThread = {
  /** Tells states and log lines until it is stopped; then the feed is closed. */
  follow(input: undefined, work: Work<FeedNews>): Promise<void>;
  /** Tells updates until it is stopped. */
  watch(instrument: InstrumentId, work: Work<FeedNews>): Promise<void>;
  /** Until it is stopped. */
  keepBook(instrument: InstrumentId, work: Work<FeedNews>): Promise<void>;
  instruments(): Promise<Result<readonly InstrumentMessage[], FeedError>>;
  book(instrument: InstrumentId): ReturnType<MarketDataFeed['book']>;
  candles(request: CandlesRequest): ReturnType<MarketDataFeed['candles']>;
};

/** Threads exchange plain data only: a class instance would arrive without its private fields. */
type InstrumentMessage = InText<Instrument>;

export function fromInstrumentMessage(message: InstrumentMessage): Instrument {
  return {
    ...message,
    tickSize: Decimal.from(message.tickSize),
    lotSize: Decimal.from(message.lotSize),
    minQuantity: optional(message.minQuantity),
    maxQuantity: optional(message.maxQuantity),
    minNotional: optional(message.minNotional),
    multiplier: Decimal.from(message.multiplier),
    rules: message.rules && rulesFromText(message.rules),
  };
}

function optional(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}
