import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, HeldId } from '#src/domain/ids.ts';
import type { LotChanges } from '#src/domain/lots.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';

/** Fills of what one account holds, by time, with all that follows from them. */
export type ImportPiece = {
  readonly accountId: AccountId;
  /** Undefined for money that is traded for money. */
  readonly held: HeldId | undefined;
  /** None of them is recorded already. */
  readonly fills: readonly Fill[];
  /** What they move. */
  readonly cash: Purse;
  /** Those to be saved as they are after these fills. */
  readonly positions: readonly Position[];
  readonly lots: LotChanges;
};

/** How many pieces may be under way at once: enough to go on while the disk takes what was written. */
export const piecesAhead = 24;

/** Records an import's pieces in their order, each as a whole. Once one failed, none that follows is recorded. */
export interface ImportWriter {
  /** Resolves when there is room for the next. Throws what went wrong with an earlier one. */
  write(piece: ImportPiece): Promise<void>;
  /** Resolves when none is under way any more. Throws as `write` does. */
  flush(): Promise<void>;
}
