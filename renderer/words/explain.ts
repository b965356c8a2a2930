import { createFormat, type Format } from '#renderer/format/format.ts';
import { causeWords, reasonWords } from './coded-words.ts';
import { accountRefusalWords } from './account-words.ts';
import { fileProblemWords } from './file-problem-words.ts';
import { limitMeasure, limitProblemWords } from './limit-words.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { problemWords } from './problem-words.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { say, sayCode } from './say.ts';
import { taskProblemWords } from './task-problem-words.ts';
import type { InputProblem } from '#src/domain/input-problem.ts';
import type { AmendableTerms, OrderEstimate, OrderReasonInfo } from '#src/contract/orders.ts';

/** What happened, what it means for orders and money, and what to do. */
export type Explanation = { readonly title: string; readonly meaning: string; readonly remedy: string };

/** Of what a limit would refuse, in the words in which it is refused; that nothing was sent needs no word yet. */
export function refusalText(
  action: string,
  refusal: NonNullable<OrderEstimate['refusal']>,
  separators: Separators,
): string {
  const { title, remedy } = explain(action, refusal, separators);
  return say('failure.whole', { title, remedy });
}

/** In the trader's words. `action` names what was asked, as in "Placing the order". */
export function explain(action: string, failure: Failure, separators: Separators): Explanation {
  const nothingSent = say('failure.nothingSent');
  switch (failure.code) {
    case 'DISCONNECTED':
    case 'PLACING_UNANSWERED':
      return {
        title: say('failure.DISCONNECTED', { action }),
        meaning: say(`failure.${failure.code}_meaning`),
        remedy: say(`failure.${failure.code}_remedy`),
      };
    case 'BUSY':
      return {
        title: say('terms.BUSY', { action }),
        meaning: nothingSent,
        remedy: say('terms.BUSY_remedy', { seconds: String(Math.ceil(failure.retryIn / 1000)) }),
      };
    case 'CUT_SHORT':
      return {
        title: say('terms.CUT_SHORT', { action, by: failure.by }),
        meaning: say('failure.DISCONNECTED_meaning'),
        remedy: say('terms.CUT_SHORT_remedy'),
      };
    case 'DRAFT_SPENT': {
      const { clientOrderId: id, quantity, status } = failure.order;
      return {
        title: say('terms.DRAFT_SPENT', { action }),
        meaning: say('terms.DRAFT_SPENT_meaning', { id, quantity, status }),
        remedy: say('terms.DRAFT_SPENT_remedy'),
      };
    }
    case 'DRAFT_OF_REPLACED':
      return {
        title: say('terms.DRAFT_OF_REPLACED', { action }),
        meaning: say('terms.DRAFT_OF_REPLACED_meaning'),
        remedy: say('terms.DRAFT_OF_REPLACED_remedy'),
      };
    case 'NOT_SENT':
      return {
        title: say('failure.NOT_SENT', { action }),
        meaning: nothingSent,
        remedy: say('failure.NOT_SENT_remedy'),
      };
    case 'OUTCOME_UNKNOWN':
      return {
        title: say('failure.OUTCOME_UNKNOWN', { action }),
        meaning: say('failure.OUTCOME_UNKNOWN_meaning', { reason: reasonOf(failure, separators) }),
        remedy: say('failure.OUTCOME_UNKNOWN_remedy'),
      };
    case 'INTERNAL':
      return {
        title: say('failure.INTERNAL', { action }),
        meaning: say('failure.INTERNAL_meaning'),
        remedy: say('failure.INTERNAL_remedy', { incident: failure.incident }),
      };
    case 'BAD_VALUE':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: nothingSent,
        remedy: say(`problem.${failure.problem}`),
      };
    case 'INVALID_INPUT':
    case 'NOT_READ': {
      const { field } = failure;
      const message = failure.code === 'NOT_READ' ? failure.message : inputProblemWords(failure.problem);
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: nothingSent,
        remedy: say('failure.fieldProblem', { field, message }),
      };
    }
    case 'NO_WORKSPACE':
      return {
        title: say('failure.NO_WORKSPACE', { action }),
        meaning: nothingSent,
        remedy: say('failure.NO_WORKSPACE_remedy'),
      };
    case 'STORE_FAILED':
      return {
        title: say('failure.STORE_FAILED', { action }),
        meaning: say('failure.STORE_FAILED_meaning'),
        // It may be the disk, or another program that holds the file: the reason alone says which.
        remedy: say('failure.STORE_FAILED_remedy', { reason: causeWords(failure.reason, plain(separators)) }),
      };
    case 'WORKSPACE_UNAVAILABLE':
      return {
        title: causeWords(failure.reason, plain(separators)),
        meaning: say('failure.WORKSPACE_UNAVAILABLE_meaning'),
        remedy: say(`store.${failure.remedy}`, { folder: failure.folder }),
      };
    case 'NAME_TAKEN':
      return {
        title: say('failure.NAME_TAKEN', { name: failure.name }),
        meaning: say('failure.nothingCreated'),
        remedy: say('failure.NAME_TAKEN_remedy'),
      };
    case 'TASK_RUNNING':
      return {
        title: say('failure.TASK_RUNNING', { action }),
        meaning: say('failure.TASK_RUNNING_meaning'),
        remedy: say('failure.TASK_RUNNING_remedy'),
      };
    case 'TASK_FAILED':
      return {
        title: say('failure.TASK_FAILED', { action }),
        ...taskProblemWords(failure.reason, plain(separators)),
      };
    case 'NOT_FOUND':
      return {
        title: say('terms.NOT_FOUND', { action, what: failure.what, id: failure.id }),
        meaning: nothingSent,
        remedy: say('failure.NOT_FOUND_remedy'),
      };
    case 'NOT_HELD':
      return {
        title: say('terms.NOT_HELD', { action, side: failure.side }),
        meaning: nothingSent,
        remedy: say('terms.NOT_HELD_remedy'),
      };
    case 'STOPPED':
      return {
        title: say('grid.groupsStopped', { action }),
        meaning: nothingSent,
        remedy: say('grid.groupsStopped_remedy'),
      };
    case 'TOO_MANY_GROUPS':
      return {
        title: say('grid.tooManyGroups', { action, most: dress(String(failure.most), separators) }),
        meaning: nothingSent,
        remedy: say('grid.tooManyGroups_remedy'),
      };
    case 'INVALID_TERMS':
      return {
        title: say('terms.INVALID_TERMS', { action }),
        meaning: nothingSent,
        remedy: failure.problems.map((problem) => problemWords(problem, separators).message).join(' '),
      };
    case 'RISK_LIMIT': {
      const { limit } = failure;
      return {
        title: say('terms.RISK_LIMIT', { action, limit }),
        meaning: nothingSent,
        remedy: say('terms.RISK_LIMIT_remedy', {
          limit,
          asked: measure(failure, 'asked', separators),
          allowed: measure(failure, 'allowed', separators),
        }),
      };
    }
    case 'PRICE_UNKNOWN':
      return {
        title: say('terms.PRICE_UNKNOWN', { action, limit: failure.limit }),
        meaning: nothingSent,
        remedy: say('terms.PRICE_UNKNOWN_remedy'),
      };
    case 'INVALID_LIMITS':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('terms.INVALID_LIMITS_meaning'),
        remedy: failure.problems
          .map((problem) =>
            say('failure.fieldProblem', {
              field: say(`limit.${problem.limit}`),
              message: limitProblemWords(problem, separators),
            }),
          )
          .join(' '),
      };
    case 'ACCOUNT_LOCKED':
      return {
        title: say('terms.ACCOUNT_LOCKED', { action }),
        meaning: nothingSent,
        remedy: reasonOf(failure, separators),
      };
    case 'ACCOUNT_REFUSED':
      return {
        title: say('failure.ACCOUNT_REFUSED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: accountRefusalWords(failure.reason),
      };
    case 'ACCOUNT_DISABLED':
      return {
        title: say('terms.ACCOUNT_DISABLED', { action }),
        meaning: nothingSent,
        remedy: say('terms.ACCOUNT_DISABLED_remedy'),
      };
    case 'NOT_ACTIVE':
      return {
        title: say('terms.NOT_ACTIVE', { action }),
        meaning: say('terms.NOT_ACTIVE_meaning', { status: failure.status }),
        remedy: say('failure.nothingLeft'),
      };
    case 'ORDER_CHANGED':
      return {
        title: say('terms.ORDER_CHANGED', { action }),
        meaning: say('terms.ORDER_CHANGED_meaning'),
        remedy: say('terms.ORDER_CHANGED_remedy', { terms: termsText(failure.now, separators) }),
      };
    case 'AMENDMENT_UNDER_WAY':
      return {
        title: say('terms.AMENDMENT_UNDER_WAY', { action }),
        meaning: say('terms.AMENDMENT_UNDER_WAY_meaning'),
        remedy: say('terms.AMENDMENT_UNDER_WAY_remedy', { terms: termsText(failure.to, separators) }),
      };
    case 'REFUSED':
      return {
        title: say('terms.REFUSED', { action }),
        meaning: say('terms.REFUSED_meaning'),
        remedy:
          typeof failure.reason === 'string'
            ? say('terms.REFUSED_quoted', {
                reason: reasonOf(failure, separators),
                code: failure.venueCode,
              })
            : reasonOf(failure, separators),
      };
    case 'UNREADABLE_FILE':
      return {
        title: say('imports.UNREADABLE_FILE'),
        meaning: say('imports.nothingWritten'),
        remedy: fileProblemWords(failure.problem),
      };
    case 'ALREADY_UNDONE':
      return {
        title: say('imports.ALREADY_UNDONE', { action }),
        meaning: say('imports.ALREADY_UNDONE_meaning'),
        remedy: say('failure.nothingLeft'),
      };
    case 'WORKSPACE_CHANGED':
      return {
        title: say('imports.WORKSPACE_CHANGED', { action }),
        meaning: say('imports.nothingWritten'),
        remedy: say('imports.WORKSPACE_CHANGED_remedy'),
      };
    case 'CANCELLED':
      return {
        title: say('imports.CANCELLED'),
        meaning: say('imports.nothingStayed'),
        remedy: say('imports.CANCELLED_remedy'),
      };
    case 'HALF_IMPORTED':
      return {
        title: say('imports.HALF_IMPORTED', { action }),
        meaning: say('imports.HALF_IMPORTED_meaning', {
          reason: causeWords(failure.reason, plain(separators)),
        }),
        remedy: say('imports.HALF_IMPORTED_remedy'),
      };
    case 'HALF_UNDONE':
      return {
        title: say('imports.HALF_UNDONE', { action }),
        meaning: say('imports.HALF_UNDONE_meaning', {
          reason: causeWords(failure.reason, plain(separators)),
        }),
        remedy: say('imports.HALF_UNDONE_remedy'),
      };
    case 'TAKEN_BACK_LATER':
      return {
        title: say('imports.TAKEN_BACK_LATER', { action }),
        meaning: say('imports.TAKEN_BACK_LATER_meaning'),
        remedy: say('imports.TAKEN_BACK_LATER_remedy'),
      };
    case 'UNKNOWN_FORMAT':
      return {
        title: say('imports.UNKNOWN_FORMAT'),
        meaning: say('imports.nothingWritten'),
        remedy: say('imports.UNKNOWN_FORMAT_remedy'),
      };
  }
}

/** Its amounts are hidden where it is shown, as those of every explanation. */
function reasonOf({ reason }: { readonly reason: OrderReasonInfo }, separators: Separators): string {
  return reasonWords(reason, plain(separators));
}

function plain(separators: Separators): Format {
  return createFormat(separators, 'utc', false);
}

function termsText(terms: AmendableTerms, separators: Separators): string {
  return (['quantity', 'limitPrice', 'stopPrice'] as const)
    .flatMap((term) => {
      const value = terms[term];
      return value === undefined ? [] : [say(`terms.term_${term}`, { value: dress(value, separators) })];
    })
    .join(', ');
}

/** What it names is nobody's secret. */
function inputProblemWords({ code, ...values }: InputProblem): string {
  return sayCode(`problem.${code}`, values);
}

type BeyondLimit = Extract<Failure, { readonly code: 'RISK_LIMIT' }>;

function measure(failure: BeyondLimit, which: 'asked' | 'allowed', separators: Separators): string {
  const { limit, currency, [which]: value } = failure;
  return limitMeasure(limit, value, currency, separators, which === 'asked' ? 'ceiling' : 'floor');
}
