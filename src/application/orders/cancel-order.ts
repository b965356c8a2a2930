import type { AccountId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import { isActive, type Order, type OrderStatus } from '#src/domain/order.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { termChangesText } from '#src/domain/terms-change.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OutboxEntry, OutboxRequest } from '#src/ports/outbox-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { importanceOf, type createDispatch, type DispatchFailure, type NotSent } from './dispatch.ts';
import { newOutboxEntry } from './outbox-entry.ts';

export type NotActive = { readonly code: 'NOT_ACTIVE'; readonly status: OrderStatus };
export type CancelOrderError = NotFound | NotActive | DispatchFailure;

export type CancelOrderNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly digest: (text: string) => string;
  readonly dispatch: ReturnType<typeof createDispatch>;
};

/** Asks the venue to cancel. The order changes only when the venue says so. Works on a locked account too. */
export function createCancelOrder(needs: CancelOrderNeeds) {
  return async function cancelOrder(id: OrderId): Promise<Result<Order, CancelOrderError>> {
    const intended = await intendRequest<never>(needs, id, { kind: 'cancel' });
    if (!intended.ok) return intended;
    const { order, entry } = intended.value;
    const sent = await needs.dispatch(entry, order);
    return sent.failure === undefined ? ok(sent.order) : err(sent.failure);
  };
}

export type CancelAllOutcome = {
  readonly requested: number;
  readonly failed: readonly { readonly orderId: OrderId; readonly error: CancelOrderError }[];
};

/** Cancels every open order of the account and instrument, or of all. One that fails does not stop the others. */
export function createCancelAll(needs: CancelOrderNeeds) {
  const cancelOrder = createCancelOrder(needs);
  return async function cancelAll(scope: {
    accountId?: AccountId;
    instrumentId?: InstrumentId;
  }): Promise<CancelAllOutcome> {
    const active = await needs.store.read.orders.active(scope.accountId);
    const wanted = active.filter(
      (order) => scope.instrumentId === undefined || order.instrumentId === scope.instrumentId,
    );
    const outcomes = await Promise.all(
      wanted.map(async ({ id }) => ({ orderId: id, outcome: await cancelOrder(id).catch(storeRefusal) })),
    );
    const failed = outcomes.flatMap(({ orderId, outcome }) =>
      // One that ended by itself meanwhile needs no cancelling.
      outcome.ok || outcome.error.code === 'NOT_ACTIVE' ? [] : [{ orderId, error: outcome.error }],
    );
    return { requested: wanted.length, failed };
  };
}

/** What the store refuses of one order is that order's failure. */
function storeRefusal(fault: unknown): Result<never, NotSent> {
  if (fault instanceof RepositoryError) return err({ code: 'NOT_SENT', reason: fault.message });
  throw fault;
}

/** Makes a request about an open order durable, with its line in the order's history, unless something is against it. */
export async function intendRequest<Problem extends { readonly code: string }>(
  { store, clock, ids, digest }: Pick<CancelOrderNeeds, 'store' | 'clock' | 'ids' | 'digest'>,
  id: OrderId,
  request: Exclude<OutboxRequest, { kind: 'place' }>,
  problemOf?: (unit: Repositories, order: Order) => Promise<Problem | undefined>,
): Promise<Result<{ order: Order; entry: OutboxEntry }, NotFound | NotActive | Problem>> {
  return store.transact(async (unit) => {
    const order = await unit.orders.find(id);
    if (order === undefined) return err({ code: 'NOT_FOUND', what: 'order', id } as const);
    if (!isActive(order.status)) return err({ code: 'NOT_ACTIVE', status: order.status } as const);
    const problem = await problemOf?.(unit, order);
    if (problem !== undefined) return err(problem);
    const now = clock.now();
    const entry = newOutboxEntry(order, request, { id: ids.next(), now, digest });
    await unit.outbox.insert(entry);
    await unit.orders.appendEvents([
      {
        orderId: id,
        sequence: (await unit.orders.lastSequence(id)) + 1,
        type: request.kind === 'cancel' ? 'cancel-requested' : 'amend-requested',
        source: 'trader',
        status: order.status,
        time: now,
        receivedAt: now,
        detail:
          request.kind === 'cancel' ? 'cancel asked for' : `${termChangesText(order, request)} asked for`,
      },
    ]);
    return ok({ order, entry });
  }, importanceOf(request));
}
