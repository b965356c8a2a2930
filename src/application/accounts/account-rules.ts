import {
  tradesRealMoney,
  type Account,
  type Environment,
  type FeeRates,
  type WorkspaceKind,
} from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Venue } from '#src/ports/venue.ts';

export type BadValue = { readonly code: 'BAD_VALUE'; readonly field: string; readonly message: string };
/** The reason is for the trader: whole sentences that say what stands against it and what to do. */
export type AccountRefused = { readonly code: 'ACCOUNT_REFUSED'; readonly reason: string };

/** Where an account would be, and what trades there. */
export type Placement = Pick<Account, 'mode' | 'environment'>;

/**
 * Why the account may not be in a workspace of this kind; undefined where it may. Real money shares a workspace with
 * history only, so that no sum ever mixes it with play money.
 */
export function keptApart(kind: WorkspaceKind, placed: Placement): string | undefined {
  if (placed.mode === 'history' || tradesRealMoney(placed) === (kind === 'live')) return undefined;
  return kind === 'live'
    ? `This workspace trades real money, and ${placementWords(placed)} moves none: the two are never kept together. Add it in a workspace that does not trade live.`
    : 'An account that trades real money is never kept together with paper trading. Add it in a live workspace of its own.';
}

/** Why it cannot be traded at this venue beside the accounts that are there; undefined where it can. */
export function notTradedThere(
  placed: Placement,
  { id, label, environments, openTrading }: Venue,
  others: readonly Account[],
): string | undefined {
  const { mode, environment } = placed;
  if (environment === undefined || !environments.includes(environment)) {
    return `${label} has no ${environment ?? 'such'} market here. It has ${environments.join(' and ')}.`;
  }
  if (mode === 'live' && openTrading === undefined) {
    return `Orders cannot be sent to ${label}: only paper accounts trade at its prices.`;
  }
  // Its symbols are the same in each of its markets, and their prices are not.
  const other = others.find(
    (known) => known.venue === id && known.mode !== 'history' && known.environment !== environment,
  );
  return other === undefined
    ? undefined
    : `${other.name} follows the ${other.environment ?? 'other'} market of ${label}, and a workspace follows one of them. Add this account in another workspace.`;
}

function placementWords({ mode, environment }: Placement): string {
  return mode === 'paper' ? 'a paper account' : `an account on a ${environmentWords(environment)}`;
}

function environmentWords(environment: Environment | undefined): string {
  return environment === 'simulated' ? 'simulated market' : (environment ?? 'market without a name');
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
    return { code: 'BAD_VALUE', field: 'deposit', message: 'Start with more than zero.' };
  }
  for (const [field, rate] of Object.entries({ makerFee: fees.maker, takerFee: fees.taker })) {
    if (rate.isNegative() || rate.greaterThan(mostFee)) {
      return {
        code: 'BAD_VALUE',
        field,
        message: 'A fee is a share of the notional from 0 to 0.1, such as 0.001 for 0.1 %.',
      };
    }
  }
  return undefined;
}
