import type { TaskRegistry, TaskState } from '#src/application/tasks/task-registry.ts';
import type { BroughtIn, NotBroughtIn } from '#src/application/orders/bring-in-history.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

type HistoryHandlerNeeds = {
  readonly current: CurrentWorkspace;
  readonly tasks: TaskRegistry;
  readonly ids: Pick<IdSource, 'next'>;
  readonly log: Pick<Log, 'error'>;
};

/** What accounts traded at their venues before they were added. */
export function createHistoryHandlers({
  current,
  tasks,
  ids,
  log,
}: HistoryHandlerNeeds): Pick<Handlers, 'accounts.bringIn'> {
  return {
    'accounts.bringIn': within(
      current,
      async (
        { accounts, session },
        { accountId, symbols, since, bringsAlike = false }: CallRequest<'accounts.bringIn'>,
      ) => {
        const account = accounts.find(accountId);
        if (account?.mode !== 'live') return notFound('account', accountId);
        const instruments: Instrument[] = [];
        for (const symbol of new Set(symbols)) {
          const instrument = session.catalogue.find(instrumentId(`${account.venue}:${symbol}`));
          if (instrument === undefined) return notFound('instrument', symbol);
          instruments.push(instrument);
        }
        const running = tasks.running('history');
        if (running !== undefined) return err({ code: 'TASK_RUNNING', task: running } as const);
        const id = ids.next();
        tasks
          .run(
            { id, type: 'history', work: { code: 'BRING_IN_HISTORY', accountId, account: account.name } },
            (operation) => session.bringIn(account, { instruments, since, bringsAlike }, operation),
            (answer) => stateOf(account.name, answer),
          )
          .catch((fault: unknown) =>
            log.error('history could not be brought in', { account: account.id, fault }),
          );
        return ok({ task: id });
      },
    ),
  };
}

function stateOf(accountName: string, answer: Result<BroughtIn, NotBroughtIn>): TaskState {
  if (answer.ok) return { state: 'done', outcome: { type: 'history', accountName, ...answer.value } };
  return answer.error.code === 'CANCELLED'
    ? { state: 'cancelled' }
    : { state: 'failed', reason: { code: 'NOT_BROUGHT_IN', why: answer.error.why } };
}
