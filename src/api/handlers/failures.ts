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
    default:
      return inText(error);
  }
}

export function amendFailure(error: AmendOrderError): CallError<'orders.amend'> {
  switch (error.code) {
    case 'NOT_SENT':
      return cancelFailure(error);
    default:
      return inText(error);
  }
}

export function cancelFailure(
  error: CancelOrderError,
): Exclude<CallError<'orders.cancel'>, { code: 'NO_WORKSPACE' }> {
  return error.code === 'NOT_SENT' ? { code: 'REFUSED', venueCode: 'NOT_SENT', reason: error.reason } : error;
}
