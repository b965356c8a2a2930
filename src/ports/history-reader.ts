import type { InText } from '#src/domain/in-text.ts';
import type { LotChoice, NamedLotProblem } from '#src/domain/named-lots.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import type { Side } from '#src/domain/fill.ts';
import type { CostMethod } from '#src/domain/account.ts';
import type { AccountId, BalanceAssertionId, Currency, HeldId, InstrumentId } from '#src/domain/ids.ts';
import type { FigureChange } from '#src/domain/figures.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import type { EquityBasis } from './equity-day-repository.ts';

/** Plain data, as it comes from another thread: amounts are decimal text. */
export type ReadBalances = {
  /** False while an import into the account, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  /** At the moment of each assertion of the account that holds. */
  readonly recorded: readonly { readonly id: BalanceAssertionId; readonly amount: string }[];
};

/** Of the time from `from` on and before `to`; as many of the first of them as are told. */
export type MovementsQuestion = {
  readonly accountId: AccountId;
  readonly asset: Asset;
  readonly from: number;
  readonly to: number;
  readonly most: number;
};

export type ReadMovement = {
  readonly time: number;
  /** Signed: positive is received. */
  readonly amount: string;
} & (
  | { readonly kind: 'entry'; readonly type: LedgerEntryType }
  /** A trade or its fee, or what a margined trade realised. */
  | {
      readonly kind: 'fill' | 'profit';
      readonly instrumentId: InstrumentId;
      readonly side: Side;
      readonly quantity: string;
      readonly price: string;
    }
);

export type ReadMovements = {
  /** In order of time. */
  readonly movements: readonly ReadMovement[];
  /** How many there are, and what they come to. */
  readonly total: number;
  readonly sum: string;
};

/** From the time on, until another is named for the account. */
export type MethodFrom = {
  readonly accountId: AccountId;
  readonly from: number;
  readonly method: CostMethod;
};

/** What was disposed of from `from` on and before `to`; `most` of it, behind the first `skip`. */
export type GainsQuestion = {
  readonly accountIds: readonly AccountId[];
  readonly from: number;
  readonly to: number;
  /** In which the days of purchases and sales are told: a name of the IANA database. */
  readonly zone: string;
  /** By time. Before the first of an account its portfolio's method holds. */
  readonly methods: readonly MethodFrom[];
  readonly skip: number;
  readonly most: number;
  /** Whether what the years behind it come to is told as well. */
  readonly later?: boolean | undefined;
  /** Of which the lots are told that it could take. */
  readonly sale?: Omit<LotChoice, 'lots'> | undefined;
  /** In the place of the one that is recorded. */
  readonly tried?: InText<LotChoice> | undefined;
};

/** Lots that were open right before a sale, and how much of each it took. */
export type ReadSale = {
  /** Why the lots that are named are not taken; undefined where they are, or none are. */
  readonly problem: NamedLotProblem | undefined;
  readonly isNamed: boolean;
  /** How much of what was held was sold. */
  readonly quantity: string;
  readonly lots: readonly {
    readonly openedBy: string;
    readonly openedAt: number;
    readonly openedDay: string;
    readonly quantity: string;
    readonly cost: ReadAmounts | undefined;
    readonly taken: string;
  }[];
};

/** As `Disposal`, in decimal text. What nobody knows is undefined. */
export type ReadDisposal = {
  readonly accountId: AccountId;
  readonly held: HeldId;
  readonly instrumentId: InstrumentId;
  readonly quantity: string;
  readonly isShort: boolean;
  /** Days of the calendar in the zone. */
  readonly openedDay: string | undefined;
  readonly closedDay: string;
  readonly openedAt: number | undefined;
  /** The fill or the entry of the ledger that opened it, and that closed it. */
  readonly openedBy: string | undefined;
  readonly closedBy: string;
  readonly closedAt: number;
  readonly cost: ReadAmounts | undefined;
  readonly proceeds: ReadAmounts | undefined;
  readonly gain: string | undefined;
  /** Held for more than a year of the calendar: until after the same day of the next. */
  readonly isLongTerm: boolean;
  readonly lacksFee: boolean;
  readonly isNamed: boolean;
};
export type ReadAmounts = { readonly currency: string; readonly value: string; readonly fees: string };

/** Of those with a known gain, in one currency. */
export type ReadGainSum = {
  readonly currency: string;
  readonly isLongTerm: boolean;
  readonly disposals: number;
  readonly proceeds: ReadAmounts;
  readonly cost: ReadAmounts;
  readonly gain: string;
};

export type ReadGains = {
  /** False while an import into one of the accounts, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  /** By account, what was held, and time. */
  readonly disposals: readonly ReadDisposal[];
  readonly total: number;
  readonly sums: readonly ReadGainSum[];
  /** Sales whose named lots are not there any more, as what was recorded since: they take those of the method. */
  readonly lapsed: number;
  /** Undefined where it was not asked for, or is not there. */
  readonly sale: ReadSale | undefined;
  /** How many have no known gain, and how many lack a fee. */
  readonly unknown: number;
  readonly lackingFee: number;
  /** Years behind it in which something was sold, in their order; undefined where they were not asked for. */
  readonly later: readonly ReadYearOfGains[] | undefined;
};

export type ReadYearOfGains = Pick<ReadGains, 'sums' | 'unknown'> & { readonly year: number };

export type EquityDaysQuestion = {
  readonly accountId: AccountId;
  /** What the stored days were made of; undefined where there are none. */
  readonly basis: EquityBasis | undefined;
  /** The first of them without an equity. */
  readonly firstUnknown: number | undefined;
  /** Whether files of published rates have the word where no venue has: each is asked first. */
  readonly usesFiles?: boolean | undefined;
  /** The first moment of the day that is not over. */
  readonly until: number;
};

/** As `DayEquity`, in decimal text. */
export type ReadDayEquity = {
  readonly day: number;
  readonly equity: string | undefined;
  readonly paidIn: string | undefined;
  readonly missing: readonly (HeldId | Currency)[];
};

export type ReadEquityDays =
  /** While an import into the account, or its undo, is under way or half done. */
  | { readonly isWhole: false }
  /** In the place of all stored days from `from` on: what was there before it stays. */
  | {
      readonly isWhole: true;
      readonly basis: EquityBasis;
      readonly from: number;
      readonly days: readonly ReadDayEquity[];
    };

/** What the last change of the schema did to what the record comes to. */
export type UpgradeChanges = {
  /** Versions of the record's schema. */
  readonly from: number;
  readonly to: number;
  /** False where there are too many figures: then those of accounts alone are told. */
  readonly isWhole: boolean;
  readonly changes: readonly FigureChange[];
};

/**
 * Goes through the history of an account, beside what trades: it takes as long as that is. Each answer is of one state of the
 * record. Rejects where the signal is aborted first.
 */
export interface HistoryReader {
  check(account: AccountId, signal: AbortSignal): Promise<ReadBalances>;
  movements(question: MovementsQuestion, signal: AbortSignal): Promise<ReadMovements>;
  gains(question: GainsQuestion, signal: AbortSignal): Promise<ReadGains>;
  equityDays(question: EquityDaysQuestion, signal: AbortSignal): Promise<ReadEquityDays>;
  /** Undefined where nobody noted what the record came to, or something was recorded since. */
  upgradeChanges(signal: AbortSignal): Promise<UpgradeChanges | undefined>;
}
