import type { Currency, InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';

export interface InstrumentRepository {
  /** Inserts or replaces. */
  saveMany(instruments: readonly Instrument[]): Promise<void>;
  find(id: InstrumentId): Promise<Instrument | undefined>;
  /** Throws EntityNotFoundError. */
  get(id: InstrumentId): Promise<Instrument>;
  list(): Promise<readonly Instrument[]>;
  /** The spot pairs of a coin, whatever it is quoted in. */
  ofCoin(coin: Currency): Promise<readonly Instrument[]>;
}
