import type { OrderId } from '#src/domain/ids.ts';
import { isActive, withoutFilled, type Order } from '#src/domain/order.ts';
import { checkAmended, type AmendedTermsProblem } from '#src/domain/order-terms.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { sameTerms, type ChangeableTerms } from '#src/domain/terms-change.ts';
import type { OrderChange } from '#src/ports/exchange-client.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { intendRequest, sendIntended, type CancelOrderError } from './cancel-order.ts';
import type { GateRefusal } from './order-gate.ts';
import type { InvalidTerms, PlaceOrderNeeds } from './place-order.ts';
import { roomProblems } from './venue-room.ts';

type InvalidAmendment = InvalidTerms<AmendedTermsProblem>;
/** The order is not what the trader saw any more, or will not be for long. */
type Overtaken =
  | { readonly code: 'ORDER_CHANGED'; readonly now: ChangeableTerms }
  | { readonly code: 'AMENDMENT_UNDER_WAY'; readonly to: ChangeableTerms };
export type AmendOrderError = CancelOrderError | InvalidAmendment | Overtaken | GateRefusal;

/**
 * Asks the venue for another quantity or price, checked like a new order. `seen` are the terms that the trader decided
 * on: of an order that has others by now nothing is sent.
 */
export function createAmendOrder(needs: PlaceOrderNeeds) {
  const { store, gate, referencePrice, marketPrices } = needs;

  return async function amendOrder(
    id: OrderId,
    change: OrderChange,
    seen: ChangeableTerms,
  ): Promise<Result<Order, AmendOrderError>> {
    const order = await store.read.orders.find(id);
    if (order === undefined) return err({ code: 'NOT_FOUND', what: 'order', id });
    if (isActive(order.status) && sameTerms(order, change)) {
      // The same again, as a second press sends it, asks the venue for nothing.
      const other = await underWay(store.read, order, change);
      return other === undefined ? ok(order) : err(other);
    }
    // Answered without a unit of work: a record that is open for reading only has none to give.
    const locked = gate.locked(order.accountId);
    if (locked !== undefined) return err(locked);
    const request = { kind: 'amend', ...change } as const;
    const intended = await intendRequest<InvalidAmendment | Overtaken | GateRefusal>(
      needs,
      id,
      request,
      async (unit, current) => {
        const overtakenBy = await overtaken(unit, current, seen);
        if (overtakenBy !== undefined) return overtakenBy;
        const instrument = await unit.instruments.get(current.instrumentId);
        const reference = referencePrice(current.instrumentId, current.side);
        const terms = { ...current, ...change };
        const { filledQuantity: filled, accountId, instrumentId } = current;
        const account = await unit.accounts.get(accountId);
        const toFill = withoutFilled(terms, filled);
        const problems = [
          ...checkAmended(terms, filled, instrument, reference, marketPrices(instrumentId)),
          ...(await roomProblems(unit, { account, instrument, toFill, amends: id })),
        ];
        return problems.length > 0
          ? { code: 'INVALID_TERMS', problems }
          : gate.refuses(unit, current, request);
      },
    );
    return intended.ok ? sendIntended(needs, intended.value) : intended;
  };
}

/** The first of two that were decided on the same terms is sent; the second must not set back what the first changed. */
async function overtaken(
  unit: Repositories,
  order: Order,
  seen: ChangeableTerms,
): Promise<Overtaken | undefined> {
  if (!sameTerms(order, seen)) return { code: 'ORDER_CHANGED', now: changeableTerms(order) };
  return underWay(unit, order, undefined);
}

/** An amendment without an outcome, but for one to the very terms that are asked for. */
async function underWay(
  { outbox }: Pick<Repositories, 'outbox'>,
  { id }: Order,
  asked: ChangeableTerms | undefined,
): Promise<Overtaken | undefined> {
  for (const { request } of await outbox.unresolvedOf(id)) {
    if (request.kind !== 'amend' || (asked !== undefined && sameTerms(request, asked))) continue;
    return { code: 'AMENDMENT_UNDER_WAY', to: changeableTerms(request) };
  }
  return undefined;
}

function changeableTerms({ quantity, limitPrice, stopPrice }: ChangeableTerms): ChangeableTerms {
  return { quantity, limitPrice, stopPrice };
}
