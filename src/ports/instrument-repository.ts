import type { InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';

export interface InstrumentRepository {
  /** Inserts or replaces. */
  saveMany(instruments: readonly Instrument[]): Promise<void>;
  find(id: InstrumentId): Promise<Instrument | undefined>;
  /** Throws EntityNotFoundError. */
  get(id: InstrumentId): Promise<Instrument>;
  list(): Promise<readonly Instrument[]>;
}
