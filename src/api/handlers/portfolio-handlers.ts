import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import { countTrades, tradeStatistics } from '#src/application/portfolio/trade-statistics.ts';
import { readCurve, readReturns } from '#src/application/portfolio/returns.ts';
import { unfundedAccounts, withoutShares } from '#src/application/portfolio/unfunded.ts';
import { setLimits } from '#src/application/portfolio/set-limits.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import type { Position } from '#src/domain/position.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { inText } from '#src/domain/in-text.ts';
import { presentEquity, presentPortfolio, presentValuation } from '#src/api/present/present-portfolio.ts';
import { presentReturns } from '#src/api/present/present-returns.ts';
import { presentPosition } from '#src/api/present/present-position.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import { decimalOrUnknown } from './decimal-input.ts';
import { tripFilterOf } from './row-filters.ts';
import { mostCounted } from './total-of.ts';
import type { BaseCurrencyCalls } from './base-currency-handlers.ts';
import type { FlowCalls } from './flow-handlers.ts';
import type { GainsCalls } from './gains-handlers.ts';
import type { EntryCalls } from './entry-handlers.ts';
import type { GroupCalls } from './group-handlers.ts';
import type { HoldingCalls } from './holding-handlers.ts';
import type { UnsettledCalls } from './unsettled-handlers.ts';
import { curveReads, notFound, within, type CurrentWorkspace } from './open-workspace.ts';

type PortfolioCalls = Exclude<
  Extract<keyof Handlers, `positions.${string}` | `portfolio.${string}`>,
  FlowCalls | BaseCurrencyCalls | GroupCalls | EntryCalls | HoldingCalls | GainsCalls | UnsettledCalls
>;

export function createPortfolioHandlers(current: CurrentWorkspace): Pick<Handlers, PortfolioCalls> {
  return {
    'positions.history': ofPortfolio(
      current,
      async (workspace, valued, input: CallRequest<'positions.history'>) => {
        const { positions } = workspace.store.read;
        const all = valued.record.accounts.map((account) => account.id);
        const { accountIds, ...filter } = tripFilterOf(input.filter ?? {}, all);
        const page = await positions.history(accountIds, filter, input);
        const rows = await presentClosed(workspace, page.rows);
        const { count, exact } =
          input.filter === undefined
            ? { count: countTrades(valued.record.closed), exact: true }
            : await positions.countSome(accountIds, filter, mostCounted);
        const total = Math.max(count, rows.length);
        return ok({ rows, next: page.next, previous: page.previous, total, exact });
      },
    ),
    'positions.ofStrategy': ofPortfolio(
      current,
      async (workspace, valued, input: CallRequest<'positions.ofStrategy'>) => {
        const ids = valued.record.accounts.map((account) => account.id);
        const page = await workspace.store.read.positions.ofStrategy(ids, input, input);
        const rows = await presentClosed(workspace, page.rows);
        // All of them are counted only by reading each.
        return ok({ rows, next: page.next, previous: page.previous, total: rows.length, exact: false });
      },
    ),
    'positions.protect': within(current, async ({ protections }, input: CallRequest<'positions.protect'>) => {
      const noted = await protections.protect({
        accountId: input.accountId,
        instrumentId: input.instrumentId,
        side: input.side,
        field: input.field,
        price: decimalOrUnknown(input.price),
      });
      if (noted.ok) return ok({ warnings: inText(noted.value) });
      const { error } = noted;
      return error.code === 'NOT_HELD'
        ? err({ code: error.code, side: error.side })
        : err({ code: 'INVALID_TERMS' as const, problems: inText(error.problems) });
    }),
    'portfolio.summary': ofPortfolio(current, async (_, valued) => {
      const { record, drawdown } = valued;
      return ok({
        valuation: presentValuation(valued),
        performance: record.isWhole
          ? {
              ...inText(tradeStatistics(record.closed)),
              maxDrawdown: drawdown?.amount.toString(),
              maxDrawdownShare: drawdown?.share?.toString(),
            }
          : undefined,
      });
    }),
    'portfolio.equity': ofPortfolio(
      current,
      async (workspace, valued, input: CallRequest<'portfolio.equity'>) => {
        // A point that was taken under a clock which ran ahead and was set right since is no past, and would end the curve.
        const until = Math.min(input.to - 1, valued.time);
        const span = { from: input.from, until: until + 1 };
        const { snapshots, breaks } = await readCurve(curveReads(workspace), valued.record, span);
        return ok({ points: snapshots.map(presentEquity), breaks: [...breaks] });
      },
    ),
    'portfolio.returns': ofPortfolio(
      current,
      async (workspace, valued, input: CallRequest<'portfolio.returns'>) => {
        const { record, time } = valued;
        const rule = workspace.valuations.dayRule();
        const span = { from: input.from, until: input.until ?? Infinity, now: time, rule };
        const read = await readReturns(curveReads(workspace), record, span);
        const unfunded = await unfundedAccounts(workspace.store.read, record);
        const told = unfunded.length === 0 ? read : { ...read, returns: withoutShares(read.returns) };
        return ok({
          ...presentReturns(told, record.portfolio.baseCurrency, rule.zone),
          unfunded: unfunded.map(({ name }) => name),
        });
      },
    ),
    'portfolio.ofStrategy': within(
      current,
      async ({ store }, { strategy }: CallRequest<'portfolio.ofStrategy'>) =>
        ok((await store.read.portfolios.ofStrategy(strategy)).map(presentPortfolio)),
    ),
    'portfolio.setLimits': within(current, async (workspace, input: CallRequest<'portfolio.setLimits'>) => {
      const { store, clock, follow } = workspace;
      const changes = input.changes.map(({ limit, seen, value }) => ({
        limit,
        seen: decimalOrUnknown(seen),
        value: decimalOrUnknown(value),
      }));
      const set = await setLimits({ store, clock, publish: follow }, input.portfolioId, changes);
      return set.ok ? ok(presentPortfolio(set.value)) : err(inText(set.error));
    }),
  };
}

async function presentClosed({ session }: Workspace, positions: readonly Position[]) {
  await session.catalogue.learn(positions);
  return positions.map((position) =>
    presentPosition(position, session.catalogue.get(position.instrumentId), undefined, undefined),
  );
}

/** A handler that needs a portfolio of the open workspace, as it was valued last. */
function ofPortfolio<Input extends { readonly portfolioId: string }, Answer>(
  current: CurrentWorkspace,
  handle: (workspace: Workspace, valued: LiveValuation, input: Input) => Promise<Answer>,
) {
  return within(current, async (workspace, input: Input) => {
    const { portfolioId: id } = input;
    const valued = workspace.valuations.latest().find(({ record }) => record.portfolio.id === id);
    return valued === undefined ? notFound('portfolio', id) : handle(workspace, valued, input);
  });
}
