import { dressProse } from '#renderer/format/dress-prose.ts';
import { limitMeasure, limitProblemWords, limitWords } from './limit-words.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { problemWords } from './problem-words.ts';
import type { Failure } from '#renderer/core/failure.ts';
import type { AmendableTerms, OrderEstimate } from '#src/contract/orders.ts';

/** What happened, what it means for orders and money, and what to do. */
export type Explanation = { readonly title: string; readonly meaning: string; readonly remedy: string };

const whereLimits = 'The limit is changed under Limits in the Portfolio panel.';
const nothingSent = 'Nothing was sent: your orders and money are as they were.';

/** Of what a limit would refuse, in the words in which it is refused; that nothing was sent needs no word yet. */
export function refusalText(
  action: string,
  refusal: NonNullable<OrderEstimate['refusal']>,
  separators: Separators,
): string {
  const { title, remedy } = explain(action, refusal, separators);
  return `${title}. ${remedy}`;
}

/** In the trader's words. `action` names what was asked, as in "Placing the order". */
export function explain(action: string, failure: Failure, separators: Separators): Explanation {
  switch (failure.code) {
    case 'DISCONNECTED':
      return {
        title: `${action}: the connection was lost before an answer came`,
        meaning: 'It may have been carried out, or not. It is not sent again by itself.',
        remedy: 'Wait for the connection, then look at Orders before you do it again.',
      };
    case 'PLACING_UNANSWERED':
      return {
        title: `${action}: the connection was lost before an answer came`,
        meaning: 'It may have been placed, or not. It is not sent again by itself.',
        remedy:
          'When the screen is connected again, place it once more from the ticket as it stands: one order at most is made of it, and the ticket says what became of it.',
      };
    case 'DRAFT_SPENT':
      return {
        title: `${action}: this ticket was placed before, with other terms`,
        meaning: `Nothing was sent now. Order ${failure.order.clientOrderId} came of it: ${failure.order.quantity} ${failure.order.status}.`,
        remedy: 'Look at that order in Orders. To place another one, change the ticket.',
      };
    case 'NOT_SENT':
      return {
        title: `${action}: Tapedeck’s core did not answer in time, so this was not sent`,
        meaning: nothingSent,
        remedy: 'When it answers again, look at the prices and decide anew.',
      };
    case 'OUTCOME_UNKNOWN':
      return {
        title: `${action}: the venue did not confirm it`,
        meaning: `The venue may have it (${failure.reason}). It is never sent twice; the venue is being asked.`,
        remedy: 'Look at Orders: it says UNCONFIRMED until the venue has answered.',
      };
    case 'INTERNAL':
      return {
        title: `${action} failed by a fault in Tapedeck`,
        meaning: 'What was recorded before is safe. Orders shows what was really done.',
        remedy: `Look at Orders before you try again. The log has the details under ${failure.incident}.`,
      };
    case 'INVALID_INPUT':
      return {
        title: `${action} was not accepted`,
        meaning: nothingSent,
        remedy: `${failure.field}: ${failure.message}`,
      };
    case 'NO_WORKSPACE':
      return {
        title: `${action} needs an open workspace`,
        meaning: nothingSent,
        remedy: 'Open a workspace first.',
      };
    case 'STORE_FAILED':
      return {
        title: `${action} failed: the record could not be written or read`,
        meaning: 'Nothing leaves before it is recorded. What was recorded before is safe.',
        // It may be the disk, or another program that holds the file: the reason alone says which.
        remedy: `The store says: ${failure.reason.replace(/\.$/u, '')}. When that is put right, look at Orders before you try again.`,
      };
    case 'WORKSPACE_UNAVAILABLE':
      return { title: failure.reason, meaning: 'Nothing in it was changed.', remedy: failure.remedy };
    case 'NAME_TAKEN':
      return {
        title: `There is already a workspace named “${failure.name}”`,
        meaning: 'Nothing was created.',
        remedy: 'Choose another name, or open that workspace.',
      };
    case 'TASK_RUNNING':
      return {
        title: `${action}: it is being done already`,
        meaning: 'Nothing new was begun.',
        remedy: 'Wait until it is done, or cancel it.',
      };
    case 'TASK_FAILED':
      return {
        title: `${action} failed`,
        meaning: 'Nothing of the workspace was changed.',
        remedy: failure.reason,
      };
    case 'BAD_VALUE':
      return {
        title: `${action} was not accepted`,
        meaning: nothingSent,
        remedy: `${failure.field}: ${failure.message}`,
      };
    case 'NOT_FOUND':
      return {
        title: `${action}: there is no ${failure.what} “${failure.id}”`,
        meaning: nothingSent,
        remedy: 'It may have ended in the meantime. Choose another one.',
      };
    case 'NOT_HELD':
      return {
        title: `${action}: no ${failure.side === 'BUY' ? 'long' : 'short'} position is held there any more`,
        meaning: nothingSent,
        remedy: 'Look at Positions: it has closed or turned to the other side.',
      };
    case 'INVALID_TERMS':
      return {
        title: `${action}: the instrument does not allow these terms`,
        meaning: nothingSent,
        remedy: failure.problems.map((problem) => problemWords(problem, separators).message).join(' '),
      };
    case 'RISK_LIMIT':
      return {
        title: `${action} is beyond your limit for ${limitWords[failure.limit].of}`,
        meaning: nothingSent,
        remedy: `It would be ${measure(failure, 'asked', separators)}; ${measure(failure, 'allowed', separators)} is allowed. ${limitWords[failure.limit].remedy} ${whereLimits}`,
      };
    case 'PRICE_UNKNOWN':
      return {
        title: `${action} needs a market price, because you set a limit for ${limitWords[failure.limit].of}`,
        meaning: nothingSent,
        remedy: `Wait for a price of the symbol. ${whereLimits}`,
      };
    case 'INVALID_LIMITS':
      return {
        title: `${action} was not accepted`,
        meaning: 'None of them was set from here.',
        remedy: failure.problems
          .map((problem) => `${limitWords[problem.limit].label}: ${limitProblemWords(problem, separators)}`)
          .join(' '),
      };
    case 'ACCOUNT_LOCKED':
      return {
        title: `${action}: trading on this account is locked`,
        meaning: nothingSent,
        remedy: failure.message,
      };
    case 'ACCOUNT_REFUSED':
      return { title: `${action} was refused`, meaning: 'Nothing was changed.', remedy: failure.reason };
    case 'ACCOUNT_DISABLED':
      return {
        title: `${action}: the account is disabled`,
        meaning: nothingSent,
        remedy: 'Enable it under Accounts first. What works there can be cancelled all the same.',
      };
    case 'NOT_ACTIVE':
      return {
        title: `${action}: the order had already ended`,
        meaning: `It is ${failure.status} and stays so.`,
        remedy: 'Nothing is left to do.',
      };
    case 'ORDER_CHANGED':
      return {
        title: `${action}: the order was changed meanwhile`,
        meaning: 'Nothing was sent: the order stays as it is now.',
        remedy: `It has ${termsText(failure.now, separators)} now. Begin anew from that.`,
      };
    case 'AMENDMENT_UNDER_WAY':
      return {
        title: `${action}: another amendment of this order is on its way`,
        meaning: 'Nothing was sent. The other one goes on.',
        remedy: `It asks for ${termsText(failure.to, separators)}. Wait until Orders shows what came of it, then begin anew.`,
      };
    case 'REFUSED':
      return {
        title: `${action} was refused by the venue`,
        meaning: 'The order stays as it was.',
        remedy: `${dressProse(failure.reason, separators)} (${failure.venueCode}).`,
      };
    case 'UNREADABLE_FILE':
      return {
        title: 'This file cannot be read as trades',
        meaning: 'Nothing was written.',
        remedy: failure.message,
      };
    case 'ALREADY_UNDONE':
      return {
        title: `${action}: it was undone already`,
        meaning: 'Its fills are void.',
        remedy: 'Nothing is left to do.',
      };
    case 'WORKSPACE_CHANGED':
      return {
        title: `${action}: another workspace is open now`,
        meaning: 'Nothing was written.',
        remedy: 'Look at the file again, as the open workspace has it, and where it is to go.',
      };
    case 'CANCELLED':
      return {
        title: 'The import was stopped',
        meaning: 'Nothing of it stayed.',
        remedy: 'Choose the file again to import it.',
      };
    case 'HALF_IMPORTED':
      return {
        title: `${action} was broken off, and what was written could not be taken back`,
        meaning: `A part of the file is there and counts in cash, positions and profit until it is taken back. ${sentence(failure.reason)}`,
        remedy:
          'When that is put right, import the file again: the part goes first. Or take it back under Past imports.',
      };
    case 'UNKNOWN_FORMAT':
      return {
        title: 'The columns of this file are not known',
        meaning: 'Nothing was written.',
        remedy: 'Say which column is what.',
      };
  }
}

function termsText({ quantity, limitPrice, stopPrice }: AmendableTerms, separators: Separators): string {
  const terms = [
    ['quantity', quantity],
    ['limit price', limitPrice],
    ['stop price', stopPrice],
  ] as const;
  return terms
    .flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${dress(value, separators)}`]))
    .join(', ');
}

function sentence(reason: string): string {
  const text = reason.replace(/\.$/u, '');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

type BeyondLimit = Extract<Failure, { readonly code: 'RISK_LIMIT' }>;

function measure(failure: BeyondLimit, which: 'asked' | 'allowed', separators: Separators): string {
  const { limit, currency, [which]: value } = failure;
  return limitMeasure(limit, value, currency, separators, which === 'asked' ? 'ceiling' : 'floor');
}
