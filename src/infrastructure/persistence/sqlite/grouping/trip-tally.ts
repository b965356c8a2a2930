import type { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { TripKey } from '#src/domain/trip-key.ts';
import { TripStatisticsSum, type CountedTrip, type Span } from '#src/domain/trip-statistics.ts';
import type { CurrencyTrips } from '#src/ports/trip-reader.ts';

type Group = { readonly key: TripKey; readonly sum: TripStatisticsSum };
type OfCurrency = { readonly total: TripStatisticsSum; readonly groups: Map<string, Group> };

/** Counts round trips, the last one first, into the total of their currency and into a group of it. */
export class TripTally {
  readonly #span: Span;
  readonly #currencies = new Map<string, OfCurrency>();
  /** When the first of all was opened. */
  earliest = Infinity;
  #firstClosed = Infinity;
  groups = 0;

  constructor(span: Span) {
    this.#span = span;
  }

  hold(settle: string, key: TripKey, openedAt: number, closedAt: number): void {
    this.earliest = Math.min(this.earliest, openedAt);
    for (const sum of this.#sumsOf(settle, key)) sum.hold(openedAt, closedAt);
  }

  count(settle: string, key: TripKey, trip: CountedTrip): void {
    this.earliest = Math.min(this.earliest, trip.openedAt);
    this.#firstClosed = trip.closedAt;
    for (const sum of this.#sumsOf(settle, key)) sum.count(trip);
  }

  /** Whether a curve that begins then tells the equity that the counted ones were traded with. */
  isCoveredBy(begin: number): boolean {
    return begin <= this.#firstClosed;
  }

  /** By their names; groups in the order in which they were met. What no round trip was counted into is not there. */
  result(since: number, averageEquity: (settle: string) => Decimal | undefined): readonly CurrencyTrips[] {
    return [...this.#currencies]
      .filter(([, { total }]) => total.trips > 0)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([settle, { total, groups }]) => {
        const asked = { since, averageEquity: averageEquity(settle) };
        return {
          currency: currency(settle),
          total: total.end(asked),
          groups: [...groups.values()]
            .filter(({ sum }) => sum.trips > 0)
            .map(({ key, sum }) => ({ key, statistics: sum.end(asked) })),
        };
      });
  }

  #sumsOf(settle: string, key: TripKey): readonly [TripStatisticsSum, TripStatisticsSum] {
    const own = this.#currencies.get(settle) ?? {
      total: new TripStatisticsSum(this.#span),
      groups: new Map<string, Group>(),
    };
    this.#currencies.set(settle, own);
    const name = key.kind === 'one' ? `one ${key.name}` : key.kind;
    const group = own.groups.get(name) ?? this.#newGroup(key);
    own.groups.set(name, group);
    return [own.total, group.sum];
  }

  #newGroup(key: TripKey): Group {
    this.groups += 1;
    return { key, sum: new TripStatisticsSum(this.#span) };
  }
}
