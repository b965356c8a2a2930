/** A fee that the trader tells of a fill whose source told none. */
import type { Account } from './account.ts';
import { tradesRealMoney } from './account.ts';
import type { Fill } from './fill.ts';
import type { Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import type { Money } from './money.ts';

export const feeProblems = [
  /** What a paper or live account pays is told by its venue. */
  'PAPER_ACCOUNT',
  'LIVE_ACCOUNT',
  /** Its source told it. */
  'KNOWN',
  /** Another screen has told, or taken back, what this one does not show. */
  'CHANGED_ELSEWHERE',
  /** A fee in the very thing that was traded is a part of it. */
  'NOT_LESS_THAN_TRADED',
] as const;
export type FeeProblem = (typeof feeProblems)[number];

export type ToldFee = {
  readonly account: Account;
  readonly fill: Fill;
  readonly instrument: Instrument;
  /** Whether what the fill has was told by hand, or taken back by hand. */
  readonly isByHand: boolean;
  /** What the trader saw as told by hand. */
  readonly seen: Money | undefined;
  /** Undefined: what was told is taken back. */
  readonly fee: Money | undefined;
};

export function problemOfFee(told: ToldFee): FeeProblem | undefined {
  const { account, fill, instrument, isByHand, seen, fee } = told;
  if (account.mode !== 'history') return tradesRealMoney(account) ? 'LIVE_ACCOUNT' : 'PAPER_ACCOUNT';
  if (fill.fee !== undefined && !isByHand) return 'KNOWN';
  if (!isSame(fill.fee, seen)) return 'CHANGED_ELSEWHERE';
  if (fee !== undefined && isFeeInKind({ ...fill, fee }, instrument) && !fee.amount.lessThan(fill.quantity))
    return 'NOT_LESS_THAN_TRADED';
  return undefined;
}

function isSame(one: Money | undefined, other: Money | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.currency === other.currency && one.amount.equals(other.amount);
}
