import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

/** What an adapter's test hands to the suites: a new, empty store each time. */
export type MakeStore = () => Promise<StoreUnderTest>;

export type StoreUnderTest = {
  readonly record: RecordStore;
  readonly market: MarketDataRepository;
  close(): Promise<void>;
};
