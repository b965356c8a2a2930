import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import type { Page, PageRequest } from './page.ts';

/** What a closed round trip brought, without its lots and sums. */
export type RoundTripResult = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  readonly realised: Position['realised'];
  readonly fees: Purse;
  readonly openedAt: number;
  readonly closedAt: number;
};

export interface PositionRepository {
  /** The round trip with the highest sequence, open or closed. */
  last(account: AccountId, instrument: InstrumentId): Promise<Position | undefined>;
  /** Inserts or replaces by id. */
  save(position: Position): Promise<void>;
  /** Replaces all round trips of an account and instrument, after a rebuild. */
  replaceAll(account: AccountId, instrument: InstrumentId, positions: readonly Position[]): Promise<void>;
  /** Open round trips by instrument. */
  open(accounts: readonly AccountId[]): Promise<readonly Position[]>;
  /** Closed round trips, the last closed first. */
  history(accounts: readonly AccountId[], request: PageRequest): Promise<Page<Position>>;
  /** Of all closed round trips, by the time of closing. */
  results(accounts: readonly AccountId[]): Promise<readonly RoundTripResult[]>;
}
