import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { FakeClock } from '#test/fakes/fake-clock.ts';

/** What an adapter's test hands to the suites: a new, empty store each time. */
export type MakeStore = () => Promise<StoreUnderTest>;

export type StoreUnderTest = {
  readonly record: RecordStore;
  readonly market: MarketDataRepository;
  /** The store's own. A unit of work that takes no step for `idleMilliseconds` of it counts as forgotten. */
  readonly clock: FakeClock;
  readonly idleMilliseconds: number;
  close(): Promise<void>;
};
