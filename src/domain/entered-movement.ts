import type { Decimal } from './decimal.ts';
import { entryFields, entryProblems } from './entry-problem.ts';
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

export const movementFields = [...entryFields, 'account', 'fee', 'counterAccount'] as const;
/** Beside what may be wrong with the entries that it makes. */
export const movementProblems = [
  ...entryProblems,
  /** What a paper or live account has is told by its venue. */
  'PAPER_ACCOUNT',
  'LIVE_ACCOUNT',
  /** Its kind says which way it moves. */
  'NEGATIVE',
  'FEE_NOT_TAKEN',
  'FEE_TOO_LARGE',
  'COUNTER_MISSING',
  'SAME_ACCOUNT',
] as const;
export type MovementProblem = {
  readonly field: (typeof movementFields)[number];
  readonly code: (typeof movementProblems)[number];
};

/** What no entry that it makes tells of. */
export function problemsOf(movement: EnteredMovement): readonly MovementProblem[] {
  const { type, amount, fee, accountId, counterAccountId } = movement;
  const problems: (MovementProblem | false)[] = [
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
