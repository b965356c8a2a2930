import {
  isSameName,
  type Account,
  type Environment,
  type FeeRates,
  type LotMethod,
  type Portfolio,
  type WorkspaceKind,
} from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, portfolioId, type Currency, type PortfolioId, type VenueId } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { Venue } from '#src/ports/venue.ts';
import { importVenue } from '#src/domain/pair-of-coin.ts';
import {
  badPaperTerms,
  keptApart,
  notTradedThere,
  type AccountRefused,
  type BadValue,
  type TakesOrders,
} from './account-rules.ts';
import { recordAccount } from './open-account.ts';

export type AddAccountNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<IdSource, 'next'>;
  readonly venues: readonly Venue[];
  readonly takesOrders: TakesOrders;
  readonly kind: WorkspaceKind;
};

type Traded = {
  readonly venue: VenueId;
  /** The venue's first where none is named. */
  readonly environment: Environment | undefined;
  readonly fees: FeeRates;
};

export type AddedAccount = {
  readonly name: string;
  /** One that is there, or another that begins with this account. */
  readonly portfolio:
    | { readonly id: string }
    | { readonly name: string; readonly baseCurrency: Currency; readonly lotMethod: LotMethod };
  readonly trades:
    | ({ readonly mode: 'paper'; readonly deposit: Money } & Traded)
    | ({ readonly mode: 'live' } & Traded)
    | { readonly mode: 'history' };
};

export type AddAccountError = NotFound<'portfolio' | 'venue'> | BadValue | AccountRefused;

export type Added = { readonly account: Account; readonly portfolio: Portfolio };

/** Adds an account to the open workspace, with its first cash where it trades on paper, all or nothing. */
export async function addAccount(
  { store, clock, ids, venues, takesOrders, kind }: AddAccountNeeds,
  asked: AddedAccount,
): Promise<Result<Added, AddAccountError>> {
  const { name, trades } = asked;
  await using unit = await store.begin();
  const { repositories } = unit;
  const others = await repositories.accounts.list();
  if (isTaken(name, others)) return err(nameTaken);
  const createdAt = clock.now();
  const portfolio = await portfolioFor(repositories, asked.portfolio, {
    id: portfolioId(ids.next()),
    createdAt,
  });
  if (!portfolio.ok) return portfolio;
  const placed = placedAt(trades, { venues, takesOrders, kind }, others);
  if (!placed.ok) return placed;
  const account: Account = {
    ...placed.value,
    id: accountId(ids.next()),
    portfolioId: portfolio.value.id,
    name,
    mode: trades.mode,
    credential: undefined,
    disabledAt: undefined,
    deadMansSwitch: false,
    mayBorrow: false,
    createdAt,
  };
  const deposit = trades.mode === 'paper' ? { id: ids.next(), ...trades.deposit } : undefined;
  await recordAccount(repositories, account, deposit);
  await repositories.audit.append({
    time: createdAt,
    actor: 'trader',
    action: 'added',
    subject: `account ${account.id}`,
    detail: JSON.stringify({ name, mode: trades.mode, venue: account.venue, portfolio: portfolio.value.id }),
  });
  await unit.commit();
  return ok({ account, portfolio: portfolio.value });
}

export function isTaken(name: string, others: readonly Account[]): boolean {
  return others.some((other) => isSameName(other.name, name));
}

export const nameTaken: BadValue = {
  code: 'BAD_VALUE',
  field: 'name',
  problem: 'ACCOUNT_NAME_TAKEN',
};

function placedAt(
  trades: AddedAccount['trades'],
  { venues, takesOrders, kind }: Pick<AddAccountNeeds, 'venues' | 'takesOrders' | 'kind'>,
  others: readonly Account[],
): Result<Pick<Account, 'venue' | 'environment' | 'fees'>, AddAccountError> {
  if (trades.mode === 'history') {
    const fees = { maker: Decimal.zero, taker: Decimal.zero };
    return ok({ venue: importVenue, environment: undefined, fees });
  }
  const venue = venues.find(({ id }) => id === trades.venue);
  if (venue === undefined) return err({ code: 'NOT_FOUND', what: 'venue', id: trades.venue });
  const { mode, fees, environment = venue.environments[0] } = trades;
  const placed = { mode, environment };
  const reason = keptApart(kind, placed) ?? notTradedThere(placed, venue, others, takesOrders);
  if (reason !== undefined) return err({ code: 'ACCOUNT_REFUSED', reason });
  const bad = trades.mode === 'paper' ? badPaperTerms({ deposit: trades.deposit.amount, fees }) : undefined;
  return bad === undefined ? ok({ venue: venue.id, environment, fees }) : err(bad);
}

async function portfolioFor(
  unit: Repositories,
  asked: AddedAccount['portfolio'],
  made: { readonly id: PortfolioId; readonly createdAt: number },
): Promise<Result<Portfolio, AddAccountError>> {
  const portfolios = await unit.portfolios.list();
  if ('id' in asked) {
    const known = portfolios.find(({ id }) => id === asked.id);
    return known === undefined ? err({ code: 'NOT_FOUND', what: 'portfolio', id: asked.id }) : ok(known);
  }
  if (portfolios.some(({ name }) => isSameName(name, asked.name))) {
    return err({ code: 'BAD_VALUE', field: 'portfolio', problem: 'PORTFOLIO_NAME_TAKEN' });
  }
  const portfolio: Portfolio = { ...made, ...asked, limits: noLimits };
  await unit.portfolios.save(portfolio);
  return ok(portfolio);
}
