import type { Asset } from '#src/domain/balance-movements.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Side } from '#src/domain/fill.ts';
import type {
  AccountId,
  Currency,
  FillId,
  HeldId,
  InstrumentId,
  LedgerEntryId,
  PositionId,
} from '#src/domain/ids.ts';
import type { InText } from '#src/domain/in-text.ts';
import type { ToldRate } from '#src/domain/paid-in.ts';

/** Whose figure it is. */
export type FigureOf =
  | { readonly kind: 'portfolio' }
  | { readonly kind: 'asset'; readonly asset: Asset }
  /** A round trip of what an account holds. */
  | { readonly kind: 'position'; readonly positionId: PositionId; readonly held: HeldId };

export type EntriesQuestion = {
  /** Of the portfolio, or the one that is asked for. */
  readonly accountIds: readonly AccountId[];
  /** What the portfolio is measured in. */
  readonly base: Currency;
  readonly figure: ExplainedFigure;
  readonly of: FigureOf;
  /** So many of the newest are told. */
  readonly most: number;
};

/** What one fill, or one entry of the ledger, is in the figure. */
export type EntryOfFigure = {
  readonly id: FillId | LedgerEntryId;
  readonly accountId: AccountId;
  readonly time: number;
  readonly type: LedgerEntryType;
  /** Of a fill. */
  readonly trade:
    | {
        readonly instrumentId: InstrumentId;
        readonly side: Side;
        readonly quantity: Decimal;
        readonly price: Decimal;
      }
    | undefined;
  /** Signed; undefined where it is not known. */
  readonly amount: Decimal | undefined;
  /** Of the amount: a currency, or what a quantity is of. */
  readonly unit: string;
  /** Of its moment into the base currency, where the figure is in that. */
  readonly rate: ToldRate | undefined;
  /** In the base currency. */
  readonly worth: Decimal | undefined;
};

/** Plain data, as it comes from another thread. */
export type ReadEntries = InText<{
  /** False while an import into one of the accounts, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  /** The newest first. */
  readonly entries: readonly EntryOfFigure[];
  /** How many there are, and how many of them are not known. */
  readonly total: number;
  readonly unknown: number;
  /** What all of them come to, by unit. */
  readonly sums: readonly { readonly unit: string; readonly amount: Decimal }[];
  /** What all of them come to in the base currency; undefined of a figure that is not in it. */
  readonly worth: Decimal | undefined;
}>;
