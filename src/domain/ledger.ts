import type { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import { ledgerEntryId, type AccountId, type InstrumentId, type LedgerEntryId } from './ids.ts';
import { isMargined, notionalOf, type Instrument } from './instrument.ts';
import { addToPurse, emptyPurse, type Money, type Purse } from './money.ts';

export const ledgerEntryTypes = [
  'fill',
  'fee',
  'funding',
  'deposit',
  'withdrawal',
  'transfer',
  'dividend',
  'split',
  'adjustment',
] as const;
export type LedgerEntryType = (typeof ledgerEntryTypes)[number];

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
};

/** What an entry does to the balances of its account. */
export type CashMovement = Pick<LedgerEntry, 'accountId' | 'type' | 'cash'>;

/**
 * The entries of one fill: the trade and its fee. A margined fill moves no cash (its profit does, see
 * `Position.realised`); a fee in a spot instrument's own base shrinks the quantity.
 */
export function entriesOfFill(fill: Fill, instrument: Instrument): readonly LedgerEntry[] {
  const bought = fill.side === 'BUY';
  const notional = notionalOf(instrument, fill.quantity, fill.price);
  const common = {
    accountId: fill.accountId,
    time: fill.time,
    instrumentId: instrument.id,
    note: undefined,
  };
  const trade: LedgerEntry = {
    ...common,
    id: ledgerEntryId(`${fill.id}#fill`),
    type: 'fill',
    cash: isMargined(instrument)
      ? undefined
      : { currency: instrument.settle, amount: bought ? notional.negated() : notional },
    quantity: bought ? fill.quantity : fill.quantity.negated(),
  };
  if (fill.fee === undefined || fill.fee.amount.isZero()) return [trade];
  const paid = fill.fee.amount.negated();
  const inKind = isFeeInKind(fill, instrument);
  const fee: LedgerEntry = {
    ...common,
    id: ledgerEntryId(`${fill.id}#fee`),
    type: 'fee',
    cash: inKind ? undefined : { currency: fill.fee.currency, amount: paid },
    quantity: inKind ? paid : undefined,
  };
  return [trade, fee];
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
  let purse = emptyPurse;
  for (const entry of entries) if (entry.cash !== undefined) purse = addToPurse(purse, entry.cash);
  return purse;
}
