import type { AccountId, Currency, HeldId, ImportId, InstrumentId, LedgerEntryId } from '#src/domain/ids.ts';
import type { CashMovement, LedgerEntry } from '#src/domain/ledger.ts';
import type { Purse } from '#src/domain/money.ts';

/** What one entry moved, and when. */
export type RecordedMovement = CashMovement &
  Pick<LedgerEntry, 'id' | 'time' | 'instrumentId' | 'quantity' | 'ratio'>;

/** Movements of cash and quantities. Only ever added to; a void one is kept, but no sum has it. */
export interface LedgerRepository {
  /**
   * Records entries that no fill makes, and moves the balances in the same unit of work; one whose id is there
   * already, or was corrected, is left out. Those that are new. A coin is no cash: its entries fold into positions. What an
   * entry corrects becomes void, and the balances move back. Throws an IntegrityError where it is void already, or another account's.
   */
  append(entries: readonly LedgerEntry[], importId?: ImportId): Promise<readonly LedgerEntry[]>;
  find(id: LedgerEntryId): Promise<LedgerEntry | undefined>;
  /** The entry that took its place, whether that counts still or was corrected itself. */
  correctionOf(id: LedgerEntryId): Promise<LedgerEntryId | undefined>;
  /** Of all entries of the account. */
  links(account: AccountId): Promise<readonly string[]>;
  /** What an account holds is linked by those entries that move it, or change it. */
  linksOf(account: AccountId, held: HeldId): Promise<readonly string[]>;
  /** The entries of one happening. */
  linked(link: string): Promise<readonly LedgerEntry[]>;
  /** The coins that entries of the account moved, or those of an import alone. */
  coinsOf(account: AccountId, importId?: ImportId): Promise<readonly Currency[]>;
  /** Those whose quantity entries of the account moved, or those of an import alone. */
  instrumentsOf(account: AccountId, importId?: ImportId): Promise<readonly InstrumentId[]>;
  /** When the last split of an instrument was, or cash was paid back on it: what was traded before is changed by it. */
  reshapedAt(account: AccountId, instrument: InstrumentId): Promise<number | undefined>;
  /** Moves the balances by what fills move, which are recorded as trades and not here again. */
  moveCash(movements: readonly CashMovement[]): Promise<void>;
  /** Makes so many entries of an import void, and moves the balances back. How many; none when all are. */
  voidImport(id: ImportId, limit: number): Promise<number>;
  /** How many entries of an import are void: takes as long as there are entries. */
  countVoided(id: ImportId): Promise<number>;
  /** How many entries of each import count; imports without any are left out. */
  importedCounts(): Promise<ReadonlyMap<ImportId, number>>;
  /** The entries of that time or later. */
  since(account: AccountId, from: number): Promise<readonly RecordedMovement[]>;
  /** As they were, those of that time or later that a correction took the place of. */
  correctedSince(account: AccountId, from: number): Promise<readonly RecordedMovement[]>;
  /** Those of the span (`from` is part of it, `to` is not) in order of time, in pieces of bounded size. */
  inPieces(
    account: AccountId,
    span: { readonly from: number; readonly to: number },
  ): AsyncIterable<readonly LedgerEntry[]>;
  /** What was earned without a sale, and what was withheld from that, in order of time, in pieces of bounded size. */
  income(account: AccountId): AsyncIterable<readonly LedgerEntry[]>;
  /** The sum of all cash. */
  cash(account: AccountId): Promise<Purse>;
  /** Deposits, withdrawals and transfers alone. */
  deposited(account: AccountId): Promise<Purse>;
}
