import { createFormat, type Format } from '#renderer/format/format.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import type { Failure } from '#renderer/core/failure.ts';
import type { InputProblem } from '#src/domain/input-problem.ts';
import type { OrderEstimate } from '#src/contract/orders.ts';
import { accountRefusalWords } from './account-words.ts';
import { causeWords } from './coded-words.ts';
import { explainImport } from './explain-import.ts';
import { explainOrder } from './explain-order.ts';
import type { Explanation } from './explanation.ts';
import { fieldWords } from './field-words.ts';
import { limitProblemWords } from './limit-words.ts';
import { say, sayCode, spoken } from './say.ts';
import { taskProblemWords } from './task-problem-words.ts';

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
    case 'NOT_SENT':
      return {
        title: say('failure.NOT_SENT', { action }),
        meaning: nothingSent,
        remedy: say('failure.NOT_SENT_remedy'),
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
    case 'INVALID_INPUT': {
      const message = inputProblemWords(failure.problem);
      return notAccepted(action, fieldWords(failure.field), message);
    }
    case 'NOT_READ':
      return notAccepted(action, failure.field, failure.message);
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
    case 'INVALID_MOVEMENT':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: failure.problems.map(({ code }) => say(`activity.${code}`)).join(' '),
      };
    case 'INVALID_SCHEDULE':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: failure.problems.map(({ code }) => say('accounts.feeProblem', { code })).join(' '),
      };
    case 'NOT_A_REST':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: say('position.notARest'),
      };
    case 'INVALID_FEE':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: say('activity.feeProblem', { problem: failure.problem }),
      };
    case 'KEY_REFUSED':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        // The page of the key says why; this is for one that was closed meanwhile.
        remedy: say('keys.askAgain'),
      };
    case 'UNREADABLE_RATES':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: say('rates.problem', { problem: failure.problem }),
      };
    case 'INVALID_LOTS':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: say('gains.lotsProblem', { problem: failure.problem }),
      };
    case 'INVALID_BASE':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: say('base.problem', { problem: failure.problem }),
      };
    case 'INVALID_RATE':
    case 'INVALID_BALANCES':
      return {
        title: say('failure.NOT_ACCEPTED', { action }),
        meaning: say('failure.nothingChanged'),
        // The form of a statement says at its lines what is wrong; this is for one that was closed meanwhile.
        remedy:
          failure.code === 'INVALID_RATE'
            ? say('portfolio.rateProblem', { problem: failure.problem })
            : say('balance.enterAgain'),
      };
    case 'ACCOUNT_REFUSED':
      return {
        title: say('failure.ACCOUNT_REFUSED', { action }),
        meaning: say('failure.nothingChanged'),
        remedy: accountRefusalWords(failure.reason),
      };
    case 'DRAFT_SPENT':
    case 'DRAFT_OF_REPLACED':
    case 'OUTCOME_UNKNOWN':
    case 'NOT_HELD':
    case 'INVALID_TERMS':
    case 'RISK_LIMIT':
    case 'PRICE_UNKNOWN':
    case 'ACCOUNT_LOCKED':
    case 'ACCOUNT_DISABLED':
    case 'TOO_MANY_WORKING':
    case 'NOT_ACTIVE':
    case 'ORDER_CHANGED':
    case 'AMENDMENT_UNDER_WAY':
    case 'REFUSED':
      return explainOrder(action, failure, separators);
    case 'UNREADABLE_FILE':
    case 'ALREADY_UNDONE':
    case 'WORKSPACE_CHANGED':
    case 'CANCELLED':
    case 'HALF_IMPORTED':
    case 'HALF_UNDONE':
    case 'EARLIER_IMPORT':
    case 'QUESTIONS_OPEN':
    case 'TAKEN_BACK_LATER':
    case 'UNKNOWN_FORMAT':
      return explainImport(action, failure, separators);
  }
}

function plain(separators: Separators): Format {
  return createFormat(separators, 'utc', false, spoken()?.locale);
}

/** `field` is empty where it is about all that was sent. */
function notAccepted(action: string, field: string, message: string): Explanation {
  return {
    title: say('failure.NOT_ACCEPTED', { action }),
    meaning: say('failure.nothingSent'),
    remedy: field === '' ? message : say('failure.fieldProblem', { field, message }),
  };
}

/** What it names is nobody's secret. */
function inputProblemWords({ code, ...values }: InputProblem): string {
  return sayCode(`problem.${code}`, values);
}
