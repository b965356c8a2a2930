import type { GivenPrice, Unpriced } from '#src/domain/given-price.ts';

/** At most one for each instrument, and for each currency in another. What was decided before is in the audit trail. */
export interface GivenPriceRepository {
  list(): Promise<readonly GivenPrice[]>;
  /** Inserts or replaces. */
  save(given: GivenPrice): Promise<void>;
  /** Whether there was one. */
  remove(of: Unpriced): Promise<boolean>;
}
