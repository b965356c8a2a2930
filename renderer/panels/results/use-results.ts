import type { CallError, CallInput, CommonError } from '#src/contract/contract.ts';
import type { ResultsInfo } from '#src/contract/results.ts';
import type { Result } from '#src/domain/result.ts';
import { useBesideAnswer } from '#renderer/core/use-beside-answer.ts';

type Answer = Result<ResultsInfo, CallError<'portfolio.results'> | CommonError>;

/** What closed round trips brought; read anew a while after `changing` is another, as when one more has closed. */
export function useResults(
  asked: Omit<CallInput<'portfolio.results'>, 'asker'>,
  changing: unknown,
): Answer | undefined {
  return useBesideAnswer<Answer>(
    {
      key: JSON.stringify(asked),
      ask: (client, asker) => client.call('portfolio.results', { ...asked, asker }),
    },
    changing,
  ).answer;
}
