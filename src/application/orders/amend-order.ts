import type { OrderId } from '#src/domain/ids.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import { checkAmended, type AmendedTermsProblem } from '#src/domain/order-terms.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { OrderChange } from '#src/ports/exchange-client.ts';
import { intendRequest, type CancelOrderError } from './cancel-order.ts';
import type { GateRefusal } from './order-gate.ts';
import type { InvalidTerms, PlaceOrderNeeds } from './place-order.ts';

type InvalidAmendment = InvalidTerms<AmendedTermsProblem>;
export type AmendOrderError = CancelOrderError | InvalidAmendment | GateRefusal;

/** Asks the venue for another quantity or price, checked like a new order. */
export function createAmendOrder(needs: PlaceOrderNeeds) {
  const { store, gate, referencePrice, dispatch } = needs;

  return async function amendOrder(
    id: OrderId,
    change: OrderChange,
  ): Promise<Result<Order, AmendOrderError>> {
    const order = await store.read.orders.find(id);
    if (order === undefined) return err({ code: 'NOT_FOUND', what: 'order', id });
    // The same again, as a second press sends it, asks the venue for nothing.
    if (changesNothing(order, change)) return ok(order);
    // Answered without a unit of work: a record that is open for reading only has none to give.
    const locked = gate.locked(order.accountId);
    if (locked !== undefined) return err(locked);
    const request = { kind: 'amend', ...change } as const;
    const intended = await intendRequest<InvalidAmendment | GateRefusal>(
      needs,
      id,
      request,
      async (unit, current) => {
        const instrument = await unit.instruments.get(current.instrumentId);
        const reference = referencePrice(current.instrumentId, current.side);
        const problems = checkAmended(
          { ...current, ...change },
          current.filledQuantity,
          instrument,
          reference,
        );
        return problems.length > 0
          ? { code: 'INVALID_TERMS', problems }
          : gate.refuses(unit, current, request);
      },
    );
    if (!intended.ok) return intended;
    const sent = await dispatch(intended.value.entry, intended.value.order);
    return sent.failure === undefined ? ok(sent.order) : err(sent.failure);
  };
}

function changesNothing(order: Order, { quantity, limitPrice, stopPrice }: OrderChange): boolean {
  return (
    isActive(order.status) &&
    order.quantity.equals(quantity) &&
    sameOrUnknown(order.limitPrice, limitPrice) &&
    sameOrUnknown(order.stopPrice, stopPrice)
  );
}

function sameOrUnknown(one: Decimal | undefined, other: Decimal | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}
