import { presentBalance } from '#src/api/present/present-balances.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import {
  correctBalance,
  stateBalances,
  takeBackBalance,
  type StatedAmount,
} from '#src/application/portfolio/state-balances.ts';
import { mostMovements } from '#src/contract/balances.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import { balanceAssertionId, currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

type BalanceCalls = Extract<keyof Handlers, `balances.${string}`>;

/** What statements say that accounts held, and what the record says. */
export function createBalanceHandlers(current: CurrentWorkspace): Pick<Handlers, BalanceCalls> {
  return {
    'balances.list': within(current, async (workspace, { portfolioId }: CallRequest<'balances.list'>) => {
      const { accounts, balanceChecks, store, valuations } = workspace;
      const portfolios = await store.read.portfolios.list();
      if (!portfolios.some(({ id }) => id === portfolioId)) return notFound('portfolio', portfolioId);
      const own = accounts.all().filter((account) => account.portfolioId === portfolioId);
      const { checked, isChecking } = balanceChecks.of(own.map(({ id }) => id));
      return ok({ balances: checked.map(presentBalance), isChecking, zone: valuations.dayRule().zone });
    }),
    'balances.state': within(current, async (workspace, input: CallRequest<'balances.state'>) => {
      const { accountId, day, zone = workspace.valuations.dayRule().zone } = input;
      const balances = input.balances.map(({ asset, quantity }) => ({ asset, ...amountOf(quantity) }));
      const stated = await stateBalances(workspace, { accountId, day, zone, balances });
      if (!stated.ok) return inText(stated);
      await workspace.balanceChecks.reloadOf(accountId);
      return ok({ added: stated.value });
    }),
    'balances.correct': within(current, async (workspace, input: CallRequest<'balances.correct'>) => {
      const corrected = await correctBalance(
        workspace,
        balanceAssertionId(input.id),
        amountOf(input.quantity),
      );
      return corrected.ok ? checkAgain(workspace, corrected.value) : inText(corrected);
    }),
    'balances.takeBack': within(current, async (workspace, { id }: CallRequest<'balances.takeBack'>) => {
      const taken = await takeBackBalance(workspace, balanceAssertionId(id));
      return taken.ok ? checkAgain(workspace, taken.value) : taken;
    }),
    'balances.movements': within(current, async (workspace, input: CallRequest<'balances.movements'>) => {
      const { accountId, asset, from, to } = input;
      if (workspace.accounts.of(accountId) === undefined) return notFound('account', accountId);
      const question = { accountId, asset: assetIn(asset), from, to, most: mostMovements };
      const { movements, total, sum } = await workspace.balanceChecks.movements(question);
      return ok({ movements: [...movements], total, sum });
    }),
  };
}

async function checkAgain(
  { balanceChecks }: Workspace,
  account: Parameters<Workspace['balanceChecks']['reloadOf']>[0],
) {
  await balanceChecks.reloadOf(account);
  return ok({});
}

/** Zeros at its end are digits of the statement. */
function amountOf(text: string): StatedAmount {
  const dot = text.indexOf('.');
  return { quantity: Decimal.from(text), places: dot === -1 ? 0 : text.length - dot - 1 };
}

function assetIn(asset: CallRequest<'balances.movements'>['asset']): Asset {
  return asset.kind === 'instrument' ? asset : { kind: 'currency', currency: currency(asset.currency) };
}
