/** What kinds of movements an account has beside its fills, and what each is to its result. */
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
  'spin-off',
  'merger',
  'tax',
  'interest',
  'staking',
  'airdrop',
  'reward',
  'gift',
  'realised',
  'margin-interest',
  'liquidation',
  'return-of-capital',
  'rights',
  'expiry',
  'exercise',
  'assignment',
  'loss',
] as const;
export type LedgerEntryType = (typeof ledgerEntryTypes)[number];

type Types = readonly LedgerEntryType[];

/** What is paid in or out, and is neither gain nor loss. The index `ledger_flows` lists them too. */
export const capitalTypes = ['deposit', 'withdrawal', 'transfer', 'gift'] as const satisfies Types;
export type CapitalType = (typeof capitalTypes)[number];

/** What is earned without a sale. Funding may be paid as well: then it is negative income. */
export const incomeTypes = [
  'dividend',
  'interest',
  'staking',
  'airdrop',
  'reward',
  'funding',
] as const satisfies Types;

/** What is paid without a purchase. `tax` is what was withheld from income. */
export const costTypes = ['fee', 'tax', 'margin-interest', 'liquidation'] as const satisfies Types;

/** What is earned or charged beside round trips. */
export const earnedTypes = [...incomeTypes, ...costTypes, 'realised'] as const satisfies Types;

export function isEarned(type: LedgerEntryType): boolean {
  return earnedTypes.some((each) => each === type);
}

export type EntryNature = 'capital' | 'income' | 'cost';

const natures: ReadonlyMap<string, EntryNature> = new Map([
  ...capitalTypes.map((type) => [type, 'capital'] as const),
  ...incomeTypes.map((type) => [type, 'income'] as const),
  ...costTypes.map((type) => [type, 'cost'] as const),
]);

/** Undefined for what changes the result through what is held alone: trades, splits, losses. */
export function natureOf(type: string): EntryNature | undefined {
  return natures.get(type);
}

export function movesCapital(type: string): boolean {
  return natureOf(type) === 'capital';
}
