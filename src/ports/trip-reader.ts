import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { InText } from '#src/domain/in-text.ts';
import type { TripGrouping } from '#src/domain/groupings.ts';
import type { TripKey } from '#src/domain/trip-key.ts';
import type { TripStatistics } from '#src/domain/trip-statistics.ts';

/** Of the round trips of a portfolio that were closed in a span: `from` inclusive, `until` exclusive. */
export type TripsQuestion = {
  readonly accountIds: readonly AccountId[];
  /** In which the portfolio's equity is told. */
  readonly base: Currency;
  readonly from: number;
  /** Undefined for all since. */
  readonly until: number | undefined;
  readonly now: number;
  readonly by: TripGrouping;
  /** In which weekdays and hours are told: a name of the IANA database. */
  readonly zone: string;
  /** Of the same span; undefined where it is not known. */
  readonly equity: AverageEquity | undefined;
};

/** Plain data, as it goes to another thread: an amount in the base currency, and since when the curve tells it. */
export type AverageEquity = { readonly since: number; readonly amount: string };

export type TripGroup = { readonly key: TripKey; readonly statistics: TripStatistics };

/** In the currency in which they settle; in the portfolio's all, at the rates of their moments. Each round trip of the total is in one of the groups. */
export type CurrencyTrips = {
  readonly currency: Currency;
  readonly total: TripStatistics;
  readonly groups: readonly TripGroup[];
};

/** Plain data, as it comes from another thread; currencies by their names. */
export type ReadTrips = {
  /** What the exposure is a share of: from the first moment of the span at which there was anything to hold. */
  readonly from: number;
  readonly until: number;
  readonly currencies: InText<readonly CurrencyTrips[]>;
};
