import type { CallError } from '#src/contract/contract.ts';
import type { AmendOrderError } from '#src/application/orders/amend-order.ts';
import type { CancelOrderError } from '#src/application/orders/cancel-order.ts';
import type { PlaceOrderError } from '#src/application/orders/place-order.ts';
import { inText } from '#src/domain/in-text.ts';
import { presentOrder } from '#src/api/present/present-order.ts';

/** The use cases' expected failures as the contract's. */
export function placeFailure(error: PlaceOrderError): CallError<'orders.place'> {
  switch (error.code) {
    case 'DRAFT_SPENT':
      return { code: 'DRAFT_SPENT', order: presentOrder(error.order) };
    case 'ACCOUNT_LOCKED':
      return lockedFailure(error);
    default:
      return inText(error);
  }
}

export function amendFailure(error: AmendOrderError): CallError<'orders.amend'> {
  switch (error.code) {
    case 'ACCOUNT_LOCKED':
      return lockedFailure(error);
    case 'NOT_SENT':
      return cancelFailure(error);
    default:
      return inText(error);
  }
}

function lockedFailure({ code, reason }: Extract<PlaceOrderError, { readonly code: 'ACCOUNT_LOCKED' }>) {
  return { code, message: `Nothing was sent: ${reason}.` };
}

export function cancelFailure(
  error: CancelOrderError,
): Exclude<CallError<'orders.cancel'>, { code: 'NO_WORKSPACE' }> {
  if (error.code === 'NOT_SENT') {
    return { code: 'REFUSED', venueCode: 'NOT_SENT', reason: `The request was not sent: ${error.reason}.` };
  }
  return error;
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
