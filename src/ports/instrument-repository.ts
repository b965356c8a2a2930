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
  /** To trade them is to turn money into other money. `base`: what a portfolio is measured in. */
  ofMoney(base: Currency): Promise<readonly InstrumentId[]>;
}
