import {
  tradesRealMoney,
  type Account,
  type Environment,
  type FeeRates,
  type WorkspaceKind,
} from '#src/domain/account.ts';
import type { VenueId } from '#src/domain/ids.ts';
import type { AccountRefusal, ValueProblem } from '#src/domain/account-refusal.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Venue } from '#src/ports/venue.ts';

export type BadValue = { readonly code: 'BAD_VALUE'; readonly field: string; readonly problem: ValueProblem };
export type AccountRefused = { readonly code: 'ACCOUNT_REFUSED'; readonly reason: AccountRefusal };

/** Its venue tells what is told of accounts of history by hand. */
export const tradedHere: AccountRefused = { code: 'ACCOUNT_REFUSED', reason: { code: 'TRADED_HERE' } };

/** Undefined where its venue has one. */
export function noDeadMansSwitch(
  { mode, venue }: Pick<Account, 'mode' | 'venue'>,
  venues: readonly Venue[],
): AccountRefused | undefined {
  const found = venues.find(({ id }) => id === venue);
  if (mode === 'live' && found?.trading?.deadMansSwitch !== undefined) return undefined;
  const reason = { code: 'NO_DEAD_MANS_SWITCH', venue: found?.label ?? venue } as const;
  return { code: 'ACCOUNT_REFUSED', reason };
}

/** Whether orders are sent to that market of a venue. */
export type TakesOrders = (venue: VenueId, environment: Environment) => boolean;

/** Where an account would be, and what trades there. */
export type Placement = Pick<Account, 'mode' | 'environment'>;

/**
 * Why the account may not be in a workspace of this kind; undefined where it may. Real money shares a workspace with
 * history only, so that no sum ever mixes it with play money.
 */
export function keptApart(kind: WorkspaceKind, placed: Placement): AccountRefusal | undefined {
  if (placed.mode === 'history' || tradesRealMoney(placed) === (kind === 'live')) return undefined;
  return { code: kind === 'live' ? 'PLAY_KEPT_APART' : 'REAL_KEPT_APART' };
}

/** Why it cannot be traded at this venue beside the accounts that are there; undefined where it can. */
export function notTradedThere(
  placed: Placement,
  { id, label: venue, environments }: Venue,
  others: readonly Account[],
  takesOrders: TakesOrders,
): AccountRefusal | undefined {
  const { mode, environment } = placed;
  if (environment === undefined || !environments.includes(environment))
    return { code: 'NO_SUCH_MARKET', venue };
  if (mode === 'live' && !takesOrders(id, environment)) return { code: 'ORDERS_NOT_TAKEN', venue };
  // Its symbols are the same in each of its markets, and their prices are not.
  const other = others.find(
    (known) => known.venue === id && known.mode !== 'history' && known.environment !== environment,
  );
  return other && { code: 'OTHER_MARKET', account: other.name, venue };
}

const mostFee = Decimal.from('0.1');

/** What is wrong with the terms that paper trading begins with. */
export function badPaperTerms({
  deposit,
  fees,
}: {
  readonly deposit: Decimal;
  readonly fees: FeeRates;
}): BadValue | undefined {
  if (!deposit.isPositive()) {
    return { code: 'BAD_VALUE', field: 'deposit', problem: 'DEPOSIT_NOT_POSITIVE' };
  }
  for (const [field, rate] of Object.entries({ makerFee: fees.maker, takerFee: fees.taker })) {
    if (rate.isNegative() || rate.greaterThan(mostFee)) {
      return { code: 'BAD_VALUE', field, problem: 'FEE_OUT_OF_RANGE' };
    }
  }
  return undefined;
}
