import type { CallRequest } from '#src/contract/contract.ts';
import { ok } from '#src/domain/result.ts';
import { readAverageEquity } from '#src/application/portfolio/average-equity.ts';
import { unfundedAccounts } from '#src/application/portfolio/unfunded.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import type { GroupQuestion } from '#src/ports/group-reader.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { fillFilterOf, orderFilterOf, tripFilterOf } from './row-filters.ts';
import { curveReads, notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type GroupCalls = 'groups.read' | 'groups.stop' | 'portfolio.results';

/** Groups of orders, fills and round trips. A view that asks anew has what it asked before stopped. */
export function createGroupHandlers(current: CurrentWorkspace): Pick<Handlers, GroupCalls> {
  const asking = new Map<string, AbortController>();

  function stop(asker: string): void {
    asking.get(asker)?.abort();
    asking.delete(asker);
  }

  async function asOnly<Answer>(
    asker: string,
    read: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    stop(asker);
    const stopping = new AbortController();
    asking.set(asker, stopping);
    try {
      return await read(stopping.signal);
    } finally {
      if (asking.get(asker) === stopping) asking.delete(asker);
    }
  }

  return {
    'groups.read': within(current, async ({ groups, valuations }, input: CallRequest<'groups.read'>) => {
      const question = questionOf(input, valuations.latest());
      if (!question.ok) return question;
      return asOnly(input.asker, (signal) => groups.read(question.value, signal));
    }),
    'portfolio.results': within(current, async (workspace, input: CallRequest<'portfolio.results'>) => {
      const { groups, valuations, clock } = workspace;
      const found = portfolioIn(valuations.latest(), input.portfolioId);
      if (found === undefined) return notFound('portfolio', input.portfolioId);
      const { portfolio, accounts } = found.record;
      const { asker, from, until, by } = input;
      const { zone } = valuations.dayRule();
      const now = clock.now();
      const span = { from, until: Math.min(until ?? now, now) };
      const question = {
        accountIds: accounts.map(({ id }) => id),
        base: portfolio.baseCurrency,
        now,
        from,
        until,
        by,
        zone,
      };
      const read = await asOnly(asker, async (signal) => {
        const isFunded = (await unfundedAccounts(workspace.store.read, found.record)).length === 0;
        const reads = curveReads(workspace);
        const equity = isFunded ? await readAverageEquity(reads, found.record, span) : undefined;
        return groups.readTrips({ ...question, equity }, signal);
      });
      return read.ok ? ok({ ...read.value, zone }) : read;
    }),
    'groups.stop': async ({ asker }) => {
      stop(asker);
      return ok({});
    },
  };
}

function questionOf(input: CallRequest<'groups.read'>, portfolios: readonly LiveValuation[]) {
  const { zone } = input;
  switch (input.table) {
    case 'orders':
      return asked({ table: input.table, filter: orderFilterOf(input.filter), by: input.by, zone });
    case 'fills':
      return asked({ table: input.table, filter: fillFilterOf(input.filter), by: input.by, zone });
    case 'trips': {
      const { portfolioId: id, filter } = input;
      const found = portfolioIn(portfolios, id);
      if (found === undefined) return notFound('portfolio', id);
      const accounts = found.record.accounts.map((account) => account.id);
      return asked({ table: input.table, filter: tripFilterOf(filter, accounts), by: input.by, zone });
    }
  }
}

function portfolioIn(portfolios: readonly LiveValuation[], id: string): LiveValuation | undefined {
  return portfolios.find(({ record }) => record.portfolio.id === id);
}

function asked(question: GroupQuestion) {
  return ok(question);
}
