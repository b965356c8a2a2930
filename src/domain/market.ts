import type { Side } from './fill.ts';
import type { InstrumentId } from './ids.ts';

/** A decimal as the venue wrote it. Market data keeps the wire's own text; it becomes a Decimal where it is used. */
export type DecimalText = string;

export type BookLevel = readonly [price: DecimalText, quantity: DecimalText];

/** Bids from the highest, asks from the lowest. */
export type BookSnapshot = {
  readonly instrumentId: InstrumentId;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  /** The venue's id of the last change that is in it. */
  readonly updateId: number;
  readonly time: number;
};

export type Quote = {
  readonly instrumentId: InstrumentId;
  readonly bid: DecimalText | undefined;
  readonly bidQuantity: DecimalText | undefined;
  readonly ask: DecimalText | undefined;
  readonly askQuantity: DecimalText | undefined;
  readonly last: DecimalText | undefined;
  /** The venue's own average of the last minutes, which its rules hold prices against, where it tells one. */
  readonly average?: DecimalText | undefined;
  readonly time: number;
};

/** A trade between others on the venue. `aggressor` is the side that took liquidity. */
export type MarketTrade = {
  readonly instrumentId: InstrumentId;
  readonly tradeId: string;
  readonly price: DecimalText;
  readonly quantity: DecimalText;
  readonly aggressor: Side;
  readonly time: number;
};

export const candleIntervals = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type CandleInterval = (typeof candleIntervals)[number];

export const intervalMilliseconds: Record<CandleInterval, number> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
};

export type Candle = {
  readonly instrumentId: InstrumentId;
  readonly interval: CandleInterval;
  readonly openTime: number;
  readonly open: DecimalText;
  readonly high: DecimalText;
  readonly low: DecimalText;
  readonly close: DecimalText;
  readonly volume: DecimalText;
  readonly closed: boolean;
};
