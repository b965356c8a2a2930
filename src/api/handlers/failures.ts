import type { CallError } from '#src/contract/contract.ts';
import type { OrderEstimate } from '#src/contract/orders.ts';
import type { LimitProblem as PresentedLimitProblem } from '#src/contract/limits.ts';
import type { LimitProblem, RiskProblem } from '#src/domain/risk-limits.ts';
import type { AmendOrderError } from '#src/application/orders/amend-order.ts';
import type { CancelOrderError } from '#src/application/orders/cancel-order.ts';
import type { PlaceOrderError } from '#src/application/orders/place-order.ts';
import type { SetLimitsError } from '#src/application/portfolio/set-limits.ts';
import { presentOrder, presentTerms } from '#src/api/present/present-order.ts';
import { presentProblem } from '#src/api/present/present-problem.ts';

/** The use cases' expected failures as the contract's. */
export function placeFailure(error: PlaceOrderError): CallError<'orders.place'> {
  switch (error.code) {
    case 'NOT_FOUND':
      return error;
    case 'DRAFT_SPENT':
      return { code: 'DRAFT_SPENT', order: presentOrder(error.order) };
    default:
      return termsFailure(error);
  }
}

/** What stands against the terms of a new order and of an amended one. */
function termsFailure(
  error: Extract<
    PlaceOrderError | AmendOrderError,
    { code: 'INVALID_TERMS' | 'RISK_LIMIT' | 'PRICE_UNKNOWN' | 'ACCOUNT_LOCKED' | 'ACCOUNT_DISABLED' }
  >,
): CallError<'orders.place'> & CallError<'orders.amend'> {
  switch (error.code) {
    case 'INVALID_TERMS':
      return { code: 'INVALID_TERMS', problems: error.problems.map(presentProblem) };
    case 'RISK_LIMIT':
    case 'PRICE_UNKNOWN':
      return presentRisk(error);
    case 'ACCOUNT_DISABLED':
      return error;
    case 'ACCOUNT_LOCKED':
      return { code: 'ACCOUNT_LOCKED', message: `Nothing was sent: ${error.reason}.` };
  }
}

export function presentRisk(problem: RiskProblem): NonNullable<OrderEstimate['refusal']> {
  if (problem.code === 'PRICE_UNKNOWN') return problem;
  return { ...problem, asked: problem.asked.toString(), allowed: problem.allowed.toString() };
}

export function cancelFailure(
  error: CancelOrderError,
): Exclude<CallError<'orders.cancel'>, { code: 'NO_WORKSPACE' }> {
  if (error.code === 'NOT_SENT') {
    return { code: 'REFUSED', venueCode: 'NOT_SENT', reason: `The request was not sent: ${error.reason}.` };
  }
  return error;
}

export function amendFailure(error: AmendOrderError): CallError<'orders.amend'> {
  switch (error.code) {
    case 'INVALID_TERMS':
    case 'RISK_LIMIT':
    case 'PRICE_UNKNOWN':
    case 'ACCOUNT_LOCKED':
    case 'ACCOUNT_DISABLED':
      return termsFailure(error);
    case 'ORDER_CHANGED':
      return { code: 'ORDER_CHANGED', now: presentTerms(error.now) };
    case 'AMENDMENT_UNDER_WAY':
      return { code: 'AMENDMENT_UNDER_WAY', to: presentTerms(error.to) };
    default:
      return cancelFailure(error);
  }
}

export function failureText(error: ReturnType<typeof cancelFailure>): string {
  switch (error.code) {
    case 'NOT_FOUND':
      return `There is no ${error.what} ${error.id}.`;
    case 'NOT_ACTIVE':
      return `The order is ${error.status.toLowerCase()} already.`;
    case 'REFUSED':
      return error.reason;
    case 'OUTCOME_UNKNOWN':
      return `It is not known whether the venue took the request: ${error.reason}. It is being asked.`;
  }
}

export function setLimitsFailure(
  error: SetLimitsError,
): Exclude<CallError<'portfolio.setLimits'>, { code: 'NO_WORKSPACE' }> {
  if (error.code === 'NOT_FOUND') return error;
  return { code: 'INVALID_LIMITS', problems: error.problems.map(presentLimitProblem) };
}

function presentLimitProblem(problem: LimitProblem): PresentedLimitProblem {
  switch (problem.code) {
    case 'LIMIT_TOO_LARGE':
      return { ...problem, maximum: problem.maximum.toString() };
    case 'LIMIT_SET_ELSEWHERE':
      return { ...problem, now: problem.now?.toString() };
    default:
      return problem;
  }
}
