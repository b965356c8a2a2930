import type { Decimal } from './decimal.ts';
import type { LedgerEntryType } from './entry-types.ts';
import type { AccountId, Currency, LedgerEntryId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Money } from './money.ts';

/** The kinds that are entered by hand. */
export const enteredTypes = [
  'deposit',
  'withdrawal',
  'transfer',
  'dividend',
  'interest',
  'staking',
  'airdrop',
  'reward',
  'gift',
  'funding',
  'realised',
  'fee',
  'tax',
  'margin-interest',
  'liquidation',
  'loss',
  'adjustment',
] as const satisfies readonly LedgerEntryType[];
export type EnteredType = (typeof enteredTypes)[number];

/** What an amount of the kind does: it comes, it goes, or its sign says which. */
export type Way = 'in' | 'out' | 'either';

const ways: Record<EnteredType, Way> = {
  deposit: 'in',
  withdrawal: 'out',
  transfer: 'out',
  dividend: 'in',
  interest: 'in',
  staking: 'in',
  airdrop: 'in',
  reward: 'in',
  gift: 'either',
  funding: 'either',
  realised: 'either',
  fee: 'out',
  tax: 'out',
  'margin-interest': 'out',
  liquidation: 'out',
  loss: 'out',
  adjustment: 'either',
};

export function wayOf(type: EnteredType): Way {
  return ways[type];
}

/** Of these a part may have been kept as a fee. */
export function mayHaveFee(type: EnteredType): boolean {
  return type === 'withdrawal' || type === 'transfer';
}

/** One happening, as the trader tells it. */
export type EnteredMovement = {
  readonly accountId: AccountId;
  readonly type: EnteredType;
  readonly time: number;
  readonly asset: Currency;
  /** Positive, but for a kind whose sign says the way. The fee is part of it. */
  readonly amount: Decimal;
  readonly fee: Decimal | undefined;
  /** Where a transfer arrives. */
  readonly counterAccountId: AccountId | undefined;
  /** Of what comes in. */
  readonly cost: Money | undefined;
  readonly acquiredAt: number | undefined;
  readonly note: string | undefined;
};

export const movementFields = [
  'account',
  'time',
  'asset',
  'amount',
  'fee',
  'counterAccount',
  'cost',
  'acquired',
  'entry',
] as const;
export const movementProblems = [
  /** What a paper or live account has is told by its venue. */
  'PAPER_ACCOUNT',
  'LIVE_ACCOUNT',
  'IN_FUTURE',
  'UNKNOWN_ASSET',
  'ZERO',
  'NEGATIVE',
  'FEE_NOT_TAKEN',
  'FEE_TOO_LARGE',
  'COUNTER_MISSING',
  'SAME_ACCOUNT',
  'NOTHING_CAME',
  'COST_NOT_MONEY',
  'COST_NEGATIVE',
  'AFTER_ARRIVAL',
  'ALREADY_CORRECTED',
] as const;
export type MovementProblem = {
  readonly field: (typeof movementFields)[number];
  readonly code: (typeof movementProblems)[number];
};

type Told = EnteredMovement & { readonly now: number; readonly isMoney: (code: Currency) => boolean };

/** What is wrong with it by itself, whatever else is recorded. */
export function problemsOf(told: Told): readonly MovementProblem[] {
  const { type, time, amount, fee, cost, acquiredAt, accountId, counterAccountId, now, isMoney } = told;
  const comes = wayOf(type) === 'in' || (wayOf(type) === 'either' && amount.isPositive());
  const problems: (MovementProblem | false)[] = [
    time > now && { field: 'time', code: 'IN_FUTURE' },
    amount.isZero() && { field: 'amount', code: 'ZERO' },
    amount.isNegative() && wayOf(type) !== 'either' && { field: 'amount', code: 'NEGATIVE' },
    fee !== undefined && !mayHaveFee(type) && { field: 'fee', code: 'FEE_NOT_TAKEN' },
    fee?.isNegative() === true && { field: 'fee', code: 'NEGATIVE' },
    fee !== undefined &&
      amount.isPositive() &&
      !fee.lessThan(amount) && { field: 'fee', code: 'FEE_TOO_LARGE' },
    type === 'transfer' &&
      counterAccountId === undefined && { field: 'counterAccount', code: 'COUNTER_MISSING' },
    type === 'transfer' &&
      counterAccountId === accountId && { field: 'counterAccount', code: 'SAME_ACCOUNT' },
    cost !== undefined && !comes && { field: 'cost', code: 'NOTHING_CAME' },
    cost !== undefined && !isMoney(cost.currency) && { field: 'cost', code: 'COST_NOT_MONEY' },
    cost?.amount.isNegative() === true && { field: 'cost', code: 'COST_NEGATIVE' },
    acquiredAt !== undefined && !comes && { field: 'acquired', code: 'NOTHING_CAME' },
    acquiredAt !== undefined && acquiredAt > time && { field: 'acquired', code: 'AFTER_ARRIVAL' },
  ];
  return problems.filter((problem) => problem !== false);
}

/** The entries that record it: its own, one of its fee, and the other end of a transfer, all of one link. */
export function entriesOf(movement: EnteredMovement, nextId: () => LedgerEntryId): readonly LedgerEntry[] {
  const { accountId, type, time, asset, amount, fee, counterAccountId, cost, acquiredAt, note } = movement;
  const isOut = wayOf(type) === 'out';
  const left = fee === undefined ? amount : amount.minus(fee);
  const common = { time, instrumentId: undefined, quantity: undefined, note };
  const of = (moved: Decimal): Money => ({ currency: asset, amount: moved });
  const own: LedgerEntry = {
    ...common,
    id: nextId(),
    accountId,
    type,
    cash: of(isOut ? left.negated() : left),
    cost,
    acquiredAt,
  };
  const entries: LedgerEntry[] = [own];
  if (fee !== undefined && !fee.isZero())
    entries.push({ ...common, id: nextId(), accountId, type: 'fee', cash: of(fee.negated()) });
  if (type === 'transfer' && counterAccountId !== undefined)
    entries.push({ ...common, id: nextId(), accountId: counterAccountId, type, cash: of(left) });
  return entries.length === 1 ? entries : entries.map((entry) => ({ ...entry, link: own.id }));
}
