import type { Accounts } from '#src/application/accounts/accounts.ts';
import type { AddedAccount } from '#src/application/accounts/add-account.ts';
import type { ImportRuns } from '#src/application/imports/import-runs.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, symbolOf } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Difference } from '#src/domain/reconciliation/difference.ts';
import { err, ok } from '#src/domain/result.ts';
import { presentAccount } from '#src/api/present/present-portfolio.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type AccountCalls = Exclude<
  Extract<keyof Handlers, `accounts.${string}`>,
  `accounts.${string}FeeSchedule` | 'accounts.feeSchedules' | 'accounts.bringIn'
>;

/** `inTurn`: one after another with what imports and takes back, which folds positions anew too. */
export function createAccountHandlers(
  current: CurrentWorkspace,
  inTurn: ImportRuns['inTurn'],
): Pick<Handlers, AccountCalls> {
  return {
    'accounts.add': within(current, async (workspace, input: CallRequest<'accounts.add'>) =>
      told(workspace, await workspace.accounts.add(addedOf(input))),
    ),
    'accounts.rename': within(current, async (workspace, input: { accountId: string; name: string }) =>
      told(workspace, await workspace.accounts.rename(input.accountId, input.name)),
    ),
    'accounts.disable': within(current, async (workspace, { accountId }: { accountId: string }) =>
      told(workspace, await workspace.accounts.disable(accountId)),
    ),
    'accounts.borrow': within(current, async (workspace, input: { accountId: string; allowed: boolean }) =>
      inTurn(workspace, async () =>
        told(workspace, await workspace.accounts.borrow(input.accountId, input.allowed)),
      ),
    ),
    'accounts.setDeadMansSwitch': within(
      current,
      async (workspace, input: CallRequest<'accounts.setDeadMansSwitch'>) =>
        told(workspace, await workspace.accounts.setDeadMansSwitch(input.accountId, input.on)),
    ),
    'accounts.enable': within(current, async (workspace, { accountId }: { accountId: string }) =>
      told(workspace, await workspace.accounts.enable(accountId)),
    ),
    'accounts.compare': within(
      current,
      async ({ accounts, session }: Workspace, input: CallRequest<'accounts.compare'>) => {
        const account = accounts.find(input.accountId);
        if (account === undefined)
          return err({ code: 'NOT_FOUND', what: 'account', id: input.accountId } as const);
        const { comparedAt, differences = [] } = (await session.comparison(account.id, input.now)) ?? {};
        return ok({
          lockedSince: session.locks.since(account.id),
          comparedAt,
          differences: differences.map(presentDifference),
        });
      },
    ),
  };
}

function presentDifference({ time, kind, clientOrderId: order, instrumentId, ours, theirs }: Difference) {
  return {
    time,
    kind,
    order,
    symbol: symbolOf(instrumentId),
    ...(ours && { ours: sideOf(ours) }),
    ...(theirs && { theirs: amountsOf(theirs) }),
  };
}

function sideOf({ status, ...amounts }: NonNullable<Difference['ours']>) {
  return { status, ...amountsOf(amounts) };
}

function amountsOf({ quantity, filledQuantity }: NonNullable<Difference['theirs']>) {
  return inText({ quantity, filledQuantity });
}

type Changed = Awaited<
  ReturnType<Accounts['add' | 'rename' | 'disable' | 'enable' | 'borrow' | 'setDeadMansSwitch']>
>;

function told<Answer extends Changed>({ session }: Workspace, changed: Answer) {
  if (!changed.ok) return changed;
  return ok(presentAccount(changed.value, session.locks.reason(changed.value.id)));
}

function addedOf({ name, portfolio, trades }: CallRequest<'accounts.add'>): AddedAccount {
  return {
    name,
    portfolio:
      'id' in portfolio ? portfolio : { ...portfolio, baseCurrency: currency(portfolio.baseCurrency) },
    trades: tradesOf(trades),
  };
}

function tradesOf(trades: CallRequest<'accounts.add'>['trades']): AddedAccount['trades'] {
  if (trades.mode === 'history') return trades;
  const { venue, environment, makerFee, takerFee } = trades;
  const fees = { maker: Decimal.from(makerFee), taker: Decimal.from(takerFee) };
  const traded = { venue, environment, fees };
  if (trades.mode === 'live') return { mode: trades.mode, ...traded };
  const deposit = { currency: currency(trades.currency), amount: Decimal.from(trades.deposit) };
  return { mode: trades.mode, ...traded, deposit };
}
