/** What a trader tells of a movement, and what of it no entry that it makes tells. */
import type { Decimal } from './decimal.ts';
import { entryFields, entryProblems } from './entry-problem.ts';
import { natureOf, type LedgerEntryType } from './entry-types.ts';
import type { AccountId, Currency } from './ids.ts';
import type { Instrument } from './instrument.ts';
import type { SplitRatio } from './ledger.ts';
import type { Money } from './money.ts';

/** What an amount of the kind does: it comes, it goes, or its sign says which. */
export type Way = 'in' | 'out' | 'either';

type Kind = {
  readonly way: Way;
  /** Of what it is: money or a coin, or a share or contract too, or of these alone. */
  readonly of: 'currency' | 'both' | 'instrument';
};

const kinds = {
  deposit: { way: 'in', of: 'both' },
  withdrawal: { way: 'out', of: 'both' },
  transfer: { way: 'out', of: 'both' },
  split: { way: 'out', of: 'instrument' },
  'spin-off': { way: 'in', of: 'instrument' },
  merger: { way: 'out', of: 'instrument' },
  'return-of-capital': { way: 'in', of: 'instrument' },
  rights: { way: 'in', of: 'instrument' },
  expiry: { way: 'either', of: 'instrument' },
  exercise: { way: 'out', of: 'instrument' },
  assignment: { way: 'out', of: 'instrument' },
  dividend: { way: 'in', of: 'both' },
  interest: { way: 'in', of: 'currency' },
  staking: { way: 'in', of: 'currency' },
  airdrop: { way: 'in', of: 'both' },
  reward: { way: 'in', of: 'both' },
  gift: { way: 'either', of: 'both' },
  funding: { way: 'either', of: 'currency' },
  realised: { way: 'either', of: 'currency' },
  fee: { way: 'out', of: 'currency' },
  tax: { way: 'out', of: 'currency' },
  'margin-interest': { way: 'out', of: 'currency' },
  liquidation: { way: 'out', of: 'currency' },
  loss: { way: 'out', of: 'both' },
  adjustment: { way: 'either', of: 'both' },
} as const satisfies Partial<Record<LedgerEntryType, Kind>>;

/** The kinds that are entered by hand. */
export type EnteredType = keyof typeof kinds;
export const enteredTypes = Object.keys(kinds).filter(isEntered);

function isEntered(type: string): type is EnteredType {
  return type in kinds;
}

export function wayOf(type: EnteredType): Way {
  return kinds[type].way;
}

export function kindsOf(type: EnteredType): Kind['of'] {
  return kinds[type].of;
}

/** What was earned may be paid back, and what was charged refunded: the amount has a minus then. */
export function mayBeReversed(type: EnteredType): boolean {
  const nature = natureOf(type);
  return nature === 'income' || nature === 'cost';
}

/** What is paid in money on a share or a contract may name it. */
export function mayBePaidOn(type: EnteredType): boolean {
  return type === 'dividend' || type === 'tax' || type === 'funding';
}

/** What a short owes in it is told with a minus: where that is, or that a short takes no part in it. */
export function ofShort(type: EnteredType): 'amount' | 'intoQuantity' | 'none' | undefined {
  if (type === 'split' || type === 'return-of-capital') return 'amount';
  if (type === 'spin-off') return 'intoQuantity';
  return type === 'merger' || type === 'transfer' ? 'none' : undefined;
}

/** Of these a part may have been kept as a fee. */
export function mayHaveFee(type: EnteredType): boolean {
  return type === 'withdrawal' || type === 'transfer';
}

/** With these another instrument comes in. */
export function bringsAnother(type: EnteredType): boolean {
  return type === 'spin-off' || type === 'merger' || endsOption(type);
}

/** An option that was bought is exercised, and one that was sold is assigned: the strike is paid, or received. */
export function endsOption(type: EnteredType): boolean {
  return type === 'exercise' || type === 'assignment';
}

/** Of these what comes has no cost of its own: another holding has it, or there is none. */
const costless: ReadonlySet<EnteredType> = new Set(['spin-off', 'return-of-capital', 'expiry']);

export function mayHaveCost(type: EnteredType): boolean {
  return wayOf(type) !== 'out' && !costless.has(type);
}

/** One happening, as the trader tells it. */
export type EnteredMovement = {
  readonly accountId: AccountId;
  readonly type: EnteredType;
  readonly time: number;
  /** Money or a coin, or else an instrument. */
  readonly asset: Currency | Instrument;
  /**
   * Positive, but for a kind whose sign says the way, and what is paid back or refunded. The fee is part of it. Of a split the fraction that was paid for in
   * cash; of a spin-off nothing; of a return of capital money; of an expiry what was held. Negative where that was short.
   */
  readonly amount: Decimal;
  readonly fee: Decimal | undefined;
  /** What the fee was worth. */
  readonly feeWorth: Money | undefined;
  /** Where a transfer arrives. */
  readonly counterAccountId: AccountId | undefined;
  /** Of a split; of a spin-off the share of the cost that goes along. */
  readonly ratio: SplitRatio | undefined;
  /** What comes of a spin-off or a merger; what an option is on, negative where that is delivered and not received. Negative of a short as well. */
  readonly into: { readonly instrument: Instrument; readonly quantity: Decimal } | undefined;
  /** Paid beside by a split or a merger, or at the strike of an option in all, in the currency of the instrument. */
  readonly cash: Decimal | undefined;
  /** What paid it, of what is paid in money. */
  readonly on: Instrument | undefined;
  /** Of what comes in. */
  readonly cost: Money | undefined;
  readonly acquiredAt: number | undefined;
  readonly note: string | undefined;
};

export const movementFields = [
  ...entryFields,
  'account',
  'fee',
  'feeWorth',
  'counterAccount',
  'into',
  'intoQuantity',
  'cash',
  'on',
] as const;
/** Beside what may be wrong with the entries that it makes. */
export const movementProblems = [
  ...entryProblems,
  /** What a paper or live account has is told by its venue. */
  'PAPER_ACCOUNT',
  'LIVE_ACCOUNT',
  /** Its kind says which way it moves. */
  'NEGATIVE',
  /** The account is short of it: what it owes is told with a minus, or cannot be told as this kind. */
  'SHORT_WITHOUT_MINUS',
  'OF_A_SHORT',
  /** What is charged for them is capital. */
  'RIGHTS_OWED',
  'FEE_NOT_TAKEN',
  'FEE_TOO_LARGE',
  'COUNTER_MISSING',
  'SAME_ACCOUNT',
  /** It is of a share or a contract, or of money or a coin. */
  'NOT_OF_MONEY',
  'OF_MONEY',
  'INTO_MISSING',
  'SAME_INSTRUMENT',
  /** Cash in lieu is for a fraction, and a fraction for cash. */
  'FRACTION_MISSING',
  'CASH_MISSING',
  'NOT_AN_OPTION',
  /** What the strike comes to in all. */
  'STRIKE_MISSING',
  /** Only what is earned or withheld in money is paid on something, and that is no coin. */
  'NOT_PAID_ON',
  /** They do not match, or one of them counts no more or belongs to another transfer. */
  'NOT_ONE_TRANSFER',
  /** It is no transfer that was made of two movements. */
  'NOT_LINKED',
] as const;
export type MovementProblem = {
  readonly field: (typeof movementFields)[number];
  readonly code: (typeof movementProblems)[number];
};

export function isInstrument(asset: Currency | Instrument): asset is Instrument {
  return typeof asset !== 'string';
}

/** What no entry that it makes tells of. `isShort`: the account is short of the asset at that moment. */
export function problemsOf(movement: EnteredMovement, isShort: boolean): readonly MovementProblem[] {
  const { type, amount, asset, cash, into, on, fee, feeWorth, accountId, counterAccountId } = movement;
  const owed = isShort ? ofShort(type) : undefined;
  const of = kindsOf(type);
  const isFraction = !amount.isZero();
  const problems: (MovementProblem | false | undefined)[] = [
    of === 'instrument' && !isInstrument(asset) && { field: 'asset', code: 'NOT_OF_MONEY' },
    of === 'currency' && isInstrument(asset) && { field: 'asset', code: 'OF_MONEY' },
    amount.isNegative() &&
      wayOf(type) !== 'either' &&
      type !== 'rights' &&
      owed !== 'amount' &&
      !mayBeReversed(type) && { field: 'amount', code: 'NEGATIVE' },
    amount.isNegative() && type === 'rights' && { field: 'amount', code: 'RIGHTS_OWED' },
    owed === 'amount' && amount.isPositive() && { field: 'amount', code: 'SHORT_WITHOUT_MINUS' },
    owed === 'intoQuantity' &&
      into?.quantity.isPositive() === true && { field: 'intoQuantity', code: 'SHORT_WITHOUT_MINUS' },
    owed === 'none' && { field: 'amount', code: 'OF_A_SHORT' },
    fee !== undefined &&
      (!mayHaveFee(type) || isInstrument(asset)) && { field: 'fee', code: 'FEE_NOT_TAKEN' },
    fee?.isNegative() === true && { field: 'fee', code: 'NEGATIVE' },
    feeWorth?.amount.isNegative() === true && { field: 'feeWorth', code: 'NEGATIVE' },
    fee !== undefined &&
      amount.isPositive() &&
      !fee.lessThan(amount) && { field: 'fee', code: 'FEE_TOO_LARGE' },
    type === 'transfer' &&
      counterAccountId === undefined && { field: 'counterAccount', code: 'COUNTER_MISSING' },
    type === 'transfer' &&
      counterAccountId === accountId && { field: 'counterAccount', code: 'SAME_ACCOUNT' },
    bringsAnother(type) && into === undefined && { field: 'into', code: 'INTO_MISSING' },
    into !== undefined &&
      isInstrument(asset) &&
      into.instrument.id === asset.id && { field: 'into', code: 'SAME_INSTRUMENT' },
    into?.quantity.isZero() && { field: 'intoQuantity', code: 'ZERO' },
    into?.quantity.isNegative() &&
      owed !== 'intoQuantity' &&
      !endsOption(type) && { field: 'intoQuantity', code: 'NEGATIVE' },
    on !== undefined &&
      (!mayBePaidOn(type) || isInstrument(asset) || on.kind === 'spot') && {
        field: 'on',
        code: 'NOT_PAID_ON',
      },
    endsOption(type) &&
      isInstrument(asset) &&
      asset.kind !== 'option' && { field: 'asset', code: 'NOT_AN_OPTION' },
    endsOption(type) &&
      into !== undefined &&
      isInstrument(asset) &&
      into.instrument.settle !== asset.settle && { field: 'into', code: 'OTHER_CURRENCY' },
    endsOption(type) && cash?.isPositive() !== true && { field: 'cash', code: 'STRIKE_MISSING' },
    cash?.isNegative() === true && { field: 'cash', code: 'NEGATIVE' },
    type === 'split' && cash !== undefined && !isFraction && { field: 'amount', code: 'FRACTION_MISSING' },
    type === 'split' && cash?.isZero() !== false && isFraction && { field: 'cash', code: 'CASH_MISSING' },
  ];
  return problems.filter((problem) => problem !== false && problem !== undefined);
}
