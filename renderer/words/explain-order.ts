import type { Failure } from '#renderer/core/failure.ts';
import { createFormat } from '#renderer/format/format.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import type { AmendableTerms, OrderReasonInfo } from '#src/contract/orders.ts';
import { reasonWords } from './coded-words.ts';
import type { Explanation } from './explanation.ts';
import { limitMeasure } from './limit-words.ts';
import { problemWords } from './problem-words.ts';
import { say, spoken } from './say.ts';

type OrderFailure = Extract<
  Failure,
  {
    readonly code:
      | 'DRAFT_SPENT'
      | 'DRAFT_OF_REPLACED'
      | 'OUTCOME_UNKNOWN'
      | 'NOT_HELD'
      | 'INVALID_TERMS'
      | 'RISK_LIMIT'
      | 'PRICE_UNKNOWN'
      | 'ACCOUNT_LOCKED'
      | 'ACCOUNT_DISABLED'
      | 'TOO_MANY_WORKING'
      | 'NOT_ACTIVE'
      | 'ORDER_CHANGED'
      | 'AMENDMENT_UNDER_WAY'
      | 'REFUSED';
  }
>;

/** Why an order was not placed, changed or cancelled. */
export function explainOrder(action: string, failure: OrderFailure, separators: Separators): Explanation {
  const nothingSent = say('failure.nothingSent');
  switch (failure.code) {
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
    case 'OUTCOME_UNKNOWN':
      return {
        title: say('failure.OUTCOME_UNKNOWN', { action }),
        meaning: say('failure.OUTCOME_UNKNOWN_meaning', { reason: reasonOf(failure, separators) }),
        remedy: say('failure.OUTCOME_UNKNOWN_remedy'),
      };
    case 'NOT_HELD':
      return {
        title: say('terms.NOT_HELD', { action, side: failure.side }),
        meaning: nothingSent,
        remedy: say('terms.NOT_HELD_remedy'),
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
    case 'ACCOUNT_LOCKED':
      return {
        title: say('terms.ACCOUNT_LOCKED', { action }),
        meaning: nothingSent,
        remedy: reasonOf(failure, separators),
      };
    case 'ACCOUNT_DISABLED':
      return {
        title: say('terms.ACCOUNT_DISABLED', { action }),
        meaning: nothingSent,
        remedy: say('terms.ACCOUNT_DISABLED_remedy'),
      };
    case 'TOO_MANY_WORKING':
      return {
        title: say('terms.TOO_MANY_WORKING', { action }),
        meaning: nothingSent,
        remedy: say('terms.TOO_MANY_WORKING_remedy', { most: failure.most }),
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
  }
}

/** Its amounts are hidden where it is shown, as those of every explanation. */
function reasonOf({ reason }: { readonly reason: OrderReasonInfo }, separators: Separators): string {
  return reasonWords(reason, createFormat(separators, 'utc', false, spoken()?.locale));
}

function termsText(terms: AmendableTerms, separators: Separators): string {
  return (['quantity', 'limitPrice', 'stopPrice'] as const)
    .flatMap((term) => {
      const value = terms[term];
      return value === undefined ? [] : [say(`terms.term_${term}`, { value: dress(value, separators) })];
    })
    .join(', ');
}

type BeyondLimit = Extract<Failure, { readonly code: 'RISK_LIMIT' }>;

function measure(failure: BeyondLimit, which: 'asked' | 'allowed', separators: Separators): string {
  const { limit, currency, [which]: value } = failure;
  return limitMeasure(limit, value, currency, separators, which === 'asked' ? 'ceiling' : 'floor');
}
