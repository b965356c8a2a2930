import type { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import { ledgerEntryId, type AccountId, type InstrumentId, type LedgerEntryId } from './ids.ts';
import { isMargined, notionalOf, type Instrument } from './instrument.ts';
import { PurseSum, type Money, type Purse } from './money.ts';

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

/** What the entries of fills move in cash, summed. */
export function cashOfFills(fills: readonly Fill[], instrument: Instrument): Purse {
  const sum = new PurseSum();
  for (const fill of fills) {
    const trade = cashForTrade(fill, instrument);
    if (trade !== undefined) sum.add(trade);
    const fee = cashForFee(fill, instrument);
    if (fee !== undefined) sum.add(fee);
  }
  return sum.purse();
}

function cashForTrade({ side, quantity, price }: Fill, instrument: Instrument): Money | undefined {
  if (isMargined(instrument)) return undefined;
  const notional = notionalOf(instrument, quantity, price);
  return { currency: instrument.settle, amount: side === 'BUY' ? notional.negated() : notional };
}

function cashForFee(fill: Fill, instrument: Instrument): Money | undefined {
  const { fee } = fill;
  if (fee === undefined || fee.amount.isZero() || isFeeInKind(fill, instrument)) return undefined;
  return { currency: fee.currency, amount: fee.amount.negated() };
}

/** What is paid in or out, and is neither gain nor loss. */
export const capitalTypes = [
  'deposit',
  'withdrawal',
  'transfer',
] as const satisfies readonly LedgerEntryType[];
export type CapitalType = (typeof capitalTypes)[number];

export function movesCapital(type: string): boolean {
  return capitalTypes.some((capital) => capital === type);
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
