import type { Decimal } from './decimal.ts';
import { valueOfFill, type Fill } from './fill.ts';
import { ledgerEntryId, type AccountId, type InstrumentId, type LedgerEntryId } from './ids.ts';
import { isMargined, type Instrument } from './instrument.ts';
import type { LedgerEntryType } from './entry-types.ts';
import { PurseSum, type Money, type Purse } from './money.ts';

/**
 * One movement of cash, of an instrument's quantity, or of both. Those of fills follow from the fills, which are what
 * is recorded; the others are recorded themselves, and only ever added.
 */
export type LedgerEntry = {
  readonly id: LedgerEntryId;
  readonly accountId: AccountId;
  readonly type: LedgerEntryType;
  readonly time: number;
  /** Signed: positive is received. Undefined when no cash moves. */
  readonly cash: Money | undefined;
  readonly instrumentId: InstrumentId | undefined;
  /** Signed change of the instrument's quantity. */
  readonly quantity: Decimal | undefined;
  readonly note: string | undefined;
  /** The entry whose place it takes, which is void from then on. One that moves nothing takes the other back. */
  readonly corrects?: LedgerEntryId | undefined;
  /** What the entries of one happening share: both ends of a transfer, a parent and what was spun off. */
  readonly link?: string | undefined;
  /** Of a split; of what is spun off from a parent, the share of its cost that goes along. */
  readonly ratio?: SplitRatio | undefined;
  /** What came in had cost so much, positive and in all, or a fee in kind was worth; undefined where nobody knows. */
  readonly cost?: Money | undefined;
  /** When what came in was bought, where that was before it came. */
  readonly acquiredAt?: number | undefined;
};

/** How many there are for how many of before: whole numbers above zero. */
export type SplitRatio = { readonly new: number; readonly old: number };

/** As one that only takes another back does. */
export function movesNothing({ cash, quantity, ratio }: LedgerEntry): boolean {
  return cash === undefined && quantity === undefined && ratio === undefined;
}

/** What an entry does to the balances of its account. */
export type CashMovement = Pick<LedgerEntry, 'accountId' | 'type' | 'cash'>;

/**
 * The entries of one fill: the trade and its fee. A margined fill moves no cash (its profit does, see
 * `Position.realised`); a fee in a spot instrument's own base shrinks the quantity.
 */
export function entriesOfFill(fill: Fill, instrument: Instrument): readonly LedgerEntry[] {
  const { accountId, time, side, quantity, fee } = fill;
  const common = { accountId, time, instrumentId: instrument.id, note: undefined };
  const trade: LedgerEntry = {
    ...common,
    id: ledgerEntryId(`${fill.id}#fill`),
    type: 'fill',
    cash: cashForTrade(fill, instrument),
    quantity: side === 'BUY' ? quantity : quantity.negated(),
  };
  if (fee === undefined || fee.amount.isZero()) return [trade];
  const paid: LedgerEntry = {
    ...common,
    id: ledgerEntryId(`${fill.id}#fee`),
    type: 'fee',
    cash: cashForFee(fill, instrument),
    quantity: isFeeInKind(fill, instrument) ? fee.amount.negated() : undefined,
  };
  return [trade, paid];
}

function cashForTrade(fill: Fill, instrument: Instrument): Money | undefined {
  if (isMargined(instrument)) return undefined;
  const value = valueOfFill(fill, instrument);
  return { currency: instrument.settle, amount: fill.side === 'BUY' ? value.negated() : value };
}

function cashForFee(fill: Fill, instrument: Instrument): Money | undefined {
  const { fee } = fill;
  if (fee === undefined || fee.amount.isZero() || isFeeInKind(fill, instrument)) return undefined;
  return { currency: fee.currency, amount: fee.amount.negated() };
}

/** What takes a movement of cash back. */
export function movedBack({ accountId, type, cash }: CashMovement): CashMovement {
  return { accountId, type, cash: cash && { ...cash, amount: cash.amount.negated() } };
}

/** A fee taken out of the very thing that was traded, as spot venues do on a buy. */
export function isFeeInKind(fill: Fill, instrument: Instrument): boolean {
  return fill.fee !== undefined && instrument.kind === 'spot' && fill.fee.currency === instrument.base;
}

export function cashOf(entries: Iterable<Pick<LedgerEntry, 'cash'>>): Purse {
  const sum = new PurseSum();
  for (const { cash } of entries) if (cash !== undefined) sum.add(cash);
  return sum.purse();
}
