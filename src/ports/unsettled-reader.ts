import type { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { MovedEntry } from '#src/domain/held.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { InText } from '#src/domain/in-text.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import type { ProposedTransfer } from '#src/domain/transfer-proposals.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { UnratedEntry, UnratedLeg } from './movement-rate-repository.ts';
import type { Counted, MissingPurchase, UnknownFees } from './unsettled-repository.ts';

/** `most` of each kind are told. */
export type UnsettledQuestion = {
  readonly accountIds: readonly AccountId[];
  /** What the portfolio is measured in. */
  readonly base: Currency;
  readonly most: number;
  /** Transfers that the trader said are none. */
  readonly refused: readonly { readonly left: string; readonly arrived: string }[];
};

type Told<Item> = InText<Counted<Item>>;

/** A payment, a result or a fee of a fill in another currency than its round trip's. */
export type ReadUnratedLeg = UnratedLeg & {
  readonly side: Side;
  /** What it was paid in, what it realised of a contract, or its fee. */
  readonly part: 'paid' | 'moved' | 'result' | 'fee';
  /** Of the currency; what a contract realised is less its fee, and negative where it was lost. */
  readonly amount: Decimal;
};

/** An entry that came, or went, for what is worth an unknown amount in the currency of its round trip, or of the portfolio. */
export type ReadUnratedEntry = Omit<UnratedEntry, 'held'> & {
  readonly entry: Pick<LedgerEntry, 'id' | 'type' | 'cash' | 'instrumentId' | 'quantity'>;
};

/** What makes figures unknown, the oldest first. Plain data, as it comes from another thread. */
export type ReadUnsettled = {
  /** False while an import into one of the accounts, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  readonly purchases: Told<MissingPurchase>;
  readonly flows: Told<Flow>;
  readonly legs: Told<ReadUnratedLeg>;
  readonly entries: Told<ReadUnratedEntry>;
  readonly fees: Told<UnknownFees>;
  readonly costs: Told<MovedEntry>;
  /** Between accounts of history, one of which is among those that were asked for. */
  readonly transfers: Told<ProposedTransfer>;
};
