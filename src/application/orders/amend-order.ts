import type { OrderId } from '#src/domain/ids.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import { checkTerms } from '#src/domain/order-terms.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { checkRisk, type RiskProblem } from '#src/domain/risk-limits.ts';
import type { OrderChange } from '#src/ports/exchange-client.ts';
import { intendRequest, type CancelOrderError } from './cancel-order.ts';
import type { InvalidTerms, Locked, PlaceOrderNeeds } from './place-order.ts';

export type AmendOrderError = CancelOrderError | InvalidTerms | Locked | RiskProblem;

/** Asks the venue for another quantity or price, checked like a new order. */
export function createAmendOrder(needs: PlaceOrderNeeds) {
  const { store, locks, dispatch } = needs;

  async function check(
    order: Order,
    change: OrderChange,
  ): Promise<InvalidTerms | Locked | RiskProblem | undefined> {
    const reason = locks.reason(order.accountId);
    if (reason !== undefined) return { code: 'ACCOUNT_LOCKED', accountId: order.accountId, reason };
    const terms = { ...order, ...change };
    const instrument = await store.read.instruments.get(order.instrumentId);
    const account = await store.read.accounts.get(order.accountId);
    const { limits } = await store.read.portfolios.get(account.portfolioId);
    const reference = needs.referencePrice(order.instrumentId, order.side);
    const problems = checkTerms(terms, instrument, reference);
    if (problems.length > 0) return { code: 'INVALID_TERMS', problems };
    // The order itself is open already: an amendment opens none.
    return checkRisk({ ...limits, maxOpenOrders: undefined }, terms, {
      instrument,
      reference,
      openOrders: 0,
    });
  }

  return async function amendOrder(
    id: OrderId,
    change: OrderChange,
  ): Promise<Result<Order, AmendOrderError>> {
    const order = await store.read.orders.find(id);
    if (order === undefined) return err({ code: 'NOT_FOUND', what: 'order', id });
    // The same again, as a second press sends it, asks the venue for nothing.
    if (changesNothing(order, change)) return ok(order);
    const problem = await check(order, change);
    if (problem !== undefined) return err(problem);
    const intended = await intendRequest(needs, id, { kind: 'amend', ...change });
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
