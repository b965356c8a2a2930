import type { AccountId, InstrumentId } from '#src/domain/ids.ts';

/** Up to which fill of a market an account was compared with its venue: nothing is missing up to there. */
export type ComparedUpTo = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** The venue's own id. */
  readonly venueTradeId: string;
};

export interface ComparedRepository {
  /** Undefined where the market was never compared. */
  find(account: AccountId, instrument: InstrumentId): Promise<string | undefined>;
  /** Each takes the place of what was noted of its account and market before. */
  saveMany(reached: readonly ComparedUpTo[]): Promise<void>;
}
