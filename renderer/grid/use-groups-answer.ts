import type { CallError, CallInput, CommonError } from '#src/contract/contract.ts';
import type { GroupsInfo } from '#src/contract/groups.ts';
import type { Result } from '#src/domain/result.ts';
import { useBesideAnswer } from '#renderer/core/use-beside-answer.ts';

type WithoutAsker<Input> = Input extends unknown ? Omit<Input, 'asker'> : never;
/** What the core is asked for groups; who asks is the grid's own. */
export type GroupsAsk = WithoutAsker<CallInput<'groups.read'>>;
type Answer = Result<GroupsInfo, CallError<'groups.read'> | CommonError>;

/** The groups that the core makes of all rows, and their total; `changing` is another whenever the rows are. */
export function useGroupsAnswer(
  ask: GroupsAsk | undefined,
  changing: unknown,
): { readonly answer: Answer | undefined; readonly again: () => void } {
  return useBesideAnswer<Answer>(
    ask && {
      key: JSON.stringify(ask),
      ask: (client, asker) => client.call('groups.read', { ...ask, asker }),
    },
    changing,
  );
}
