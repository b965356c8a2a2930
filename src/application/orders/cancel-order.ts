import type { AccountId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import { causeOf } from '#src/domain/fault.ts';
import { isActive, type Order, type OrderStatus } from '#src/domain/order.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { termChangesText } from '#src/domain/terms-change.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OutboxEntry, OutboxRequest } from '#src/ports/outbox-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { mayPass, RepositoryError } from '#src/ports/store-errors.ts';
import { importanceOf, type createDispatch, type DispatchFailure, type NotSent } from './dispatch.ts';
import { newOutboxEntry } from './outbox-entry.ts';

export type NotActive = { readonly code: 'NOT_ACTIVE'; readonly status: OrderStatus };
export type CancelOrderError = NotFound | NotActive | DispatchFailure;

export type CancelOrderNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly ids: Pick<IdSource, 'next'>;
  readonly digest: (text: string) => string;
  readonly dispatch: ReturnType<typeof createDispatch>;
};

const cancelling = { kind: 'cancel' } as const;

/** Asks the venue to cancel. The order changes only when the venue says so. Works on a locked account too. */
export function createCancelOrder(needs: CancelOrderNeeds) {
  return async function cancelOrder(id: OrderId): Promise<Result<Order, CancelOrderError>> {
    const intended = await intendRequest<never>(needs, id, cancelling);
    return intended.ok ? sendIntended(needs, intended.value) : intended;
  };
}

export type CancelAllOutcome = {
  readonly requested: number;
  readonly failed: readonly { readonly orderId: OrderId; readonly error: CancelOrderError }[];
};

/** Cancels every open order of the account and instrument, or of all. One that fails does not stop the others. */
export function createCancelAll(needs: CancelOrderNeeds) {
  async function cancelTogether(ids: readonly OrderId[]) {
    const intents = await intendCancels(needs, ids);
    return Promise.all(
      intents.map(async ({ orderId, intended }) => ({
        orderId,
        outcome: intended.ok ? await sendIntended(needs, intended.value).catch(storeRefusal) : intended,
      })),
    );
  }

  return async function cancelAll(scope: {
    accountId?: AccountId;
    instrumentId?: InstrumentId;
  }): Promise<CancelAllOutcome> {
    const active = await needs.store.read.orders.active(scope.accountId);
    const wanted = active
      .filter((order) => scope.instrumentId === undefined || order.instrumentId === scope.instrumentId)
      .map(({ id }) => id);
    const pieces: ReturnType<typeof cancelTogether>[] = [];
    for (let at = 0; at < wanted.length; at += intendedAtOnce) {
      pieces.push(cancelTogether(wanted.slice(at, at + intendedAtOnce)));
    }
    const outcomes = (await Promise.all(pieces)).flat();
    const failed = outcomes.flatMap(({ orderId, outcome }) =>
      // One that ended by itself meanwhile needs no cancelling.
      outcome.ok || outcome.error.code === 'NOT_ACTIVE' ? [] : [{ orderId, error: outcome.error }],
    );
    return { requested: wanted.length, failed };
  };
}

type Intended<Problem = never> = Result<
  { readonly order: Order; readonly entry: OutboxEntry },
  NotFound | NotActive | Problem
>;

/** In one unit of work. Each by itself, the first cancel would leave behind the commits of all others. */
const intendedAtOnce = 200;

async function intendCancels(
  needs: IntentNeeds,
  ids: readonly OrderId[],
): Promise<readonly { readonly orderId: OrderId; readonly intended: Intended<NotSent> }[]> {
  try {
    return await needs.store.transact(async (unit) => {
      const intents: { orderId: OrderId; intended: Intended }[] = [];
      for (const orderId of ids) {
        intents.push({ orderId, intended: await intendIn<never>(unit, needs, orderId, cancelling) });
      }
      return intents;
    }, importanceOf(cancelling));
  } catch (fault) {
    if (ids.length === 1 || mayPass(fault)) {
      return ids.map((orderId) => ({ orderId, intended: storeRefusal(fault) }));
    }
    // One of them is in the way of the others.
    return (await Promise.all(ids.map((id) => intendCancels(needs, [id])))).flat();
  }
}

/** What the store refuses of one order is that order's failure. */
function storeRefusal(fault: unknown): Result<never, NotSent> {
  if (fault instanceof RepositoryError)
    return err({ code: 'NOT_SENT', reason: { code: 'NOT_RECORDED', cause: causeOf(fault) } });
  throw fault;
}

type IntentNeeds = Pick<CancelOrderNeeds, 'store' | 'clock' | 'ids' | 'digest'>;
type Asked = Exclude<OutboxRequest, { kind: 'place' }>;

/** Makes a request about an open order durable, with its line in the order's history, unless something is against it. */
export async function intendRequest<Problem extends { readonly code: string }>(
  needs: IntentNeeds,
  id: OrderId,
  request: Asked,
  problemOf?: (unit: Repositories, order: Order) => Promise<Problem | undefined>,
): Promise<Intended<Problem>> {
  return needs.store.transact((unit) => intendIn(unit, needs, id, request, problemOf), importanceOf(request));
}

/** Sends what is durable. Of an order that has ended by then, that is what its venue’s refusal says. */
export async function sendIntended(
  { dispatch }: Pick<CancelOrderNeeds, 'dispatch'>,
  { order, entry }: { readonly order: Order; readonly entry: OutboxEntry },
): Promise<Result<Order, DispatchFailure | NotActive>> {
  const { order: now, failure } = await dispatch(entry, order);
  if (failure === undefined) return ok(now);
  const hasEnded = failure.code === 'REFUSED' && !isActive(now.status);
  return err(hasEnded ? { code: 'NOT_ACTIVE', status: now.status } : failure);
}

async function intendIn<Problem extends { readonly code: string }>(
  unit: Repositories,
  { clock, ids, digest }: IntentNeeds,
  id: OrderId,
  request: Asked,
  problemOf?: (unit: Repositories, order: Order) => Promise<Problem | undefined>,
): Promise<Intended<Problem>> {
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
      detail: request.kind === 'cancel' ? '' : (termChangesText(order, request) ?? { code: 'SAME_TERMS' }),
    },
  ]);
  return ok({ order, entry });
}
