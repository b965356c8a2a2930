import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Protection } from '#src/domain/protection.ts';

/** At most one for each account and instrument; whether it still counts, the position tells (domain/protection.ts). */
export interface ProtectionRepository {
  list(): Promise<readonly Protection[]>;
  /** Inserts or replaces. */
  save(protection: Protection): Promise<void>;
  /** Whether there was one. */
  remove(account: AccountId, instrument: InstrumentId): Promise<boolean>;
}
