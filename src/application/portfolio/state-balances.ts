import {
  mostPlaces,
  type AssertionProblem,
  type BalanceAssertion,
  type RecordedAssertion,
} from '#src/domain/balance-assertion.ts';
import { assetKey, assetOf, type Asset } from '#src/domain/balance-movements.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { balanceAssertionId, currency, type AccountId, type BalanceAssertionId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { endOfDate } from '#src/domain/trading-day.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OpenUnit, RecordStore, Repositories } from '#src/ports/record-store.ts';
import { assetsOf, type KnownAssets } from './account-assets.ts';

export type StateBalancesNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<IdSource, 'next'>;
};

/** As a statement writes it: `places` are the digits after the point. */
export type StatedAmount = { readonly quantity: Decimal; readonly places: number };

export type Statement = {
  readonly accountId: AccountId;
  /** Of the calendar: 2025-12-31. */
  readonly day: string;
  readonly zone: string;
  /** Each asset by its name: a currency, a symbol, or the id of an instrument. */
  readonly balances: readonly (StatedAmount & { readonly asset: string })[];
};

export type InvalidBalances = {
  readonly code: 'INVALID_BALANCES';
  readonly problems: readonly AssertionProblem[];
};

/** All of a statement, or nothing. What is stated already stays as it is. How many are new. */
export async function stateBalances(
  { store, clock, ids }: StateBalancesNeeds,
  { accountId, day, zone, balances }: Statement,
): Promise<Result<number, NotFound<'account'> | InvalidBalances>> {
  await using unit = await store.begin();
  const { repositories } = unit;
  const now = clock.now();
  const account = (await repositories.accounts.list()).find(({ id }) => id === accountId);
  if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id: accountId });
  const until = endOfDate(day, zone);
  if (until > now) return invalid([{ field: 'day', code: 'DAY_NOT_OVER', endsAt: until }]);
  const known = await assetsOf(repositories, accountId);
  const stated = (await repositories.balanceAssertions.ofAccount(accountId)).filter(
    (other) => other.until === until,
  );
  const problems: AssertionProblem[] = [];
  const added: RecordedAssertion[] = [];
  for (const [at, { asset: name, quantity, places }] of balances.entries()) {
    const found = named(name, quantity, known);
    if (!found.ok) problems.push({ field: 'asset', at, ...found.error });
    if (places > mostPlaces)
      problems.push({ field: 'quantity', at, code: 'TOO_MANY_PLACES', most: mostPlaces });
    if (!found.ok) continue;
    const asset = found.value;
    const before = [...stated, ...added].find((other) => assetKey(other.asset) === assetKey(asset))?.quantity;
    if (before !== undefined) {
      if (!before.equals(quantity))
        problems.push({ field: 'quantity', at, code: 'STATED_OTHERWISE', stated: before });
      continue;
    }
    const id = balanceAssertionId(ids.next());
    added.push({
      id,
      accountId,
      asset,
      day,
      zone,
      until,
      quantity,
      places,
      recordedAt: now,
      replaces: undefined,
    });
  }
  if (problems.length > 0) return invalid(problems);
  await record(unit, added, 'stated');
  return ok(added.length);
}

/** Another row takes its place; what was stated before stays in the record. */
export async function correctBalance(
  { store, clock, ids }: StateBalancesNeeds,
  id: BalanceAssertionId,
  { quantity, places }: StatedAmount,
): Promise<Result<AccountId, NotFound<'balance'> | InvalidBalances>> {
  if (places > mostPlaces)
    return invalid([{ field: 'quantity', at: 0, code: 'TOO_MANY_PLACES', most: mostPlaces }]);
  return replace({ store, clock, ids }, id, 'corrected', (before) => ({ ...before, quantity, places }));
}

export function takeBackBalance(
  needs: StateBalancesNeeds,
  id: BalanceAssertionId,
): Promise<Result<AccountId, NotFound<'balance'>>> {
  return replace(needs, id, 'taken back', (before) => ({ ...before, quantity: undefined }));
}

async function replace(
  { store, clock, ids }: StateBalancesNeeds,
  id: BalanceAssertionId,
  action: string,
  change: (before: BalanceAssertion) => Omit<RecordedAssertion, 'replaces'>,
): Promise<Result<AccountId, NotFound<'balance'>>> {
  await using unit = await store.begin();
  const before = await unit.repositories.balanceAssertions.find(id);
  if (before === undefined) return err({ code: 'NOT_FOUND', what: 'balance', id });
  const next = balanceAssertionId(ids.next());
  await record(
    unit,
    [{ ...change(before), id: next, replaces: id, recordedAt: clock.now() }],
    action,
    before,
  );
  return ok(before.accountId);
}

async function record(
  unit: OpenUnit,
  assertions: readonly RecordedAssertion[],
  action: string,
  before?: BalanceAssertion,
): Promise<void> {
  const { balanceAssertions, audit }: Repositories = unit.repositories;
  await balanceAssertions.append(assertions);
  for (const { id, accountId, asset, day, zone, quantity, replaces, recordedAt } of assertions) {
    const detail = { accountId, asset: assetKey(asset), day, zone, from: before?.quantity, to: quantity };
    await audit.append({
      time: recordedAt,
      actor: 'trader',
      action,
      subject: `balance of a statement ${replaces ?? id}`,
      detail: JSON.stringify(detail),
    });
  }
  await unit.commit();
}

function invalid(problems: readonly AssertionProblem[]): Result<never, InvalidBalances> {
  return err({ code: 'INVALID_BALANCES', problems });
}

type NameProblem =
  | { readonly code: 'ASSET_NEVER_HAD'; readonly had: readonly string[] }
  | { readonly code: 'ASSET_AMBIGUOUS'; readonly ids: readonly string[] };

/** Nothing is held of what the account never had: that may be stated. */
function named(
  name: string,
  quantity: Decimal,
  { currencies, instruments }: KnownAssets,
): Result<Asset, NameProblem> {
  const code = currency(name);
  const byId = instruments.find(({ id }) => id === name);
  if (byId !== undefined) return ok(assetOf(byId));
  if (currencies.includes(code)) return ok({ kind: 'currency', currency: code });
  const [instrument, ...others] = instruments.filter(({ symbol }) => symbol.toUpperCase() === code);
  if (instrument !== undefined && others.length > 0)
    return err({ code: 'ASSET_AMBIGUOUS', ids: [instrument, ...others].map(({ id }) => id) });
  if (instrument !== undefined) return ok(assetOf(instrument));
  if (quantity.isZero()) return ok({ kind: 'currency', currency: code });
  return err({
    code: 'ASSET_NEVER_HAD',
    had: [...currencies, ...instruments.map(({ symbol }) => symbol)],
  });
}
