import type { CallRequest } from '#src/contract/contract.ts';
import { ok } from '#src/domain/result.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import type { GroupQuestion } from '#src/ports/group-reader.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { fillFilterOf, orderFilterOf, tripFilterOf } from './row-filters.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

type GroupCalls = 'groups.read' | 'groups.stop';

/** Groups of orders, fills and round trips. A view that asks anew has what it asked before stopped. */
export function createGroupHandlers(current: CurrentWorkspace): Pick<Handlers, GroupCalls> {
  const asking = new Map<string, AbortController>();

  function stop(asker: string): void {
    asking.get(asker)?.abort();
    asking.delete(asker);
  }

  return {
    'groups.read': within(current, async ({ groups, valuations }, input: CallRequest<'groups.read'>) => {
      const { asker } = input;
      stop(asker);
      const question = questionOf(input, valuations.latest());
      if (!question.ok) return question;
      const stopping = new AbortController();
      asking.set(asker, stopping);
      try {
        return await groups.read(question.value, stopping.signal);
      } finally {
        if (asking.get(asker) === stopping) asking.delete(asker);
      }
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
      const found = portfolios.find(({ record }) => record.portfolio.id === id);
      if (found === undefined) return notFound('portfolio', id);
      const accounts = found.record.accounts.map((account) => account.id);
      return asked({ table: input.table, filter: tripFilterOf(filter, accounts), by: input.by, zone });
    }
  }
}

function asked(question: GroupQuestion) {
  return ok(question);
}
