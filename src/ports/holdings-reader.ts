import type { AtPurchase } from '#src/domain/at-purchase.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import type { Decimal } from '#src/domain/decimal.ts';
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

export type HoldingsQuestion = {
  readonly accountIds: readonly AccountId[];
  /** What the portfolio is measured in. */
  readonly base: Currency;
};

/** A round trip that is open. */
export type OpenHolding = {
  readonly positionId: PositionId;
  /** In the base currency at the rates of its purchases. */
  readonly at: AtPurchase;
};

/** Money, and what contracts brought in a coin. */
export type OpenMoney = {
  readonly accountId: AccountId;
  readonly currency: Currency;
  readonly amount: Decimal;
  readonly at: AtPurchase;
};

/** What was earned on an asset without a sale, in the base currency at the rates of its moments. */
export type AssetIncome = {
  readonly accountId: AccountId;
  readonly asset: Asset;
  readonly known: Decimal;
  /** How many entries there are whose worth is not known. */
  readonly unrated: number;
};

/** A movement of which no rate into the base currency is known, or into that of a round trip to which its lots were carried. */
export type UnratedPiece = {
  readonly movementId: FillId | LedgerEntryId;
  readonly accountId: AccountId;
  readonly currency: Currency;
  readonly into: Currency;
  readonly time: number;
  /** Of a fill. */
  readonly instrumentId: InstrumentId | undefined;
  /** What the rate changes; undefined where it changes no round trip. */
  readonly held?: HeldId;
};

/** Plain data, as it comes from another thread. */
export type ReadHoldings = InText<{
  /** False while an import into one of the accounts, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  readonly open: readonly OpenHolding[];
  readonly money: readonly OpenMoney[];
  readonly income: readonly AssetIncome[];
}> & {
  /** Each once. */
  readonly unrated: readonly UnratedPiece[];
};
