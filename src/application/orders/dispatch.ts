import type { AccountId, OrderId } from '#src/domain/ids.ts';
import type { UnsentReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFact, OrderReport } from '#src/domain/order-report.ts';
import { err, type Result } from '#src/domain/result.ts';
import { sameTerms } from '#src/domain/terms-change.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient, OutcomeUnknown, VenueRefusal } from '#src/ports/exchange-client.ts';
import type { OutboxEntry, OutboxRequest } from '#src/ports/outbox-repository.ts';
import type { Importance, RecordStore, Repositories } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import { outcomeNotKnown, type AccountLocks } from './account-locks.ts';
import type { Change, Publish } from '#src/application/changes.ts';
import type { Alert } from '#src/domain/alert.ts';
import { unsentReason, type OrderGate } from './order-gate.ts';
import { causeOf, reasonOf } from '#src/domain/fault.ts';

export type DispatchNeeds = {
  readonly store: RecordStore;
  readonly exchangeOf: (account: AccountId) => ExchangeClient | undefined;
  readonly gate: OrderGate;
  readonly locks: AccountLocks;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly processId: number;
  /** Takes over when it is not known whether the venue has the request. */
  readonly onUnknown: (entry: OutboxEntry, order: Order) => void;
  /** Takes over when an intent was not sent because the record could not be written. */
  readonly onUnsent: (intent: OutboxEntry, order: Order) => void;
};

export type NotSent = { readonly code: 'NOT_SENT'; readonly reason: UnsentReason };
export type DispatchFailure = VenueRefusal | OutcomeUnknown | NotSent;

/** The order as it stands afterwards; `failure` where the request was not taken. */
export type Dispatched = { readonly order: Order; readonly failure: DispatchFailure | undefined };

type Answer = Result<readonly OrderReport[], VenueRefusal | OutcomeUnknown>;

/** What was decided about an intent, in one unit of work. */
type Decided = { readonly order: Order } & (
  | { readonly sending: OutboxEntry; readonly exchange: ExchangeClient }
  | { readonly failure: NotSent; readonly changes: readonly Change[] }
);

/**
 * Sends one intent, at most once ever: "sending" is durable before the first byte leaves, and only an entry that
 * still is an intent, is fresh, and passes the gate becomes "sending". Nothing but finished promises lies between that
 * commit and the request, so no event of a socket or a screen comes in between.
 */
export function createDispatch(needs: DispatchNeeds) {
  const { store, exchangeOf, gate, locks, clock, publish, processId, onUnknown, onUnsent } = needs;

  /** Commits what has happened already, and publishes; resolves with the order as it then stands. */
  async function commit(
    id: OrderId,
    work: (unit: Repositories) => Promise<readonly Change[]>,
  ): Promise<Order> {
    const { changes, order } = await store.transact(
      async (unit) => ({ changes: await work(unit), order: await unit.orders.get(id) }),
      'essential',
    );
    publish(changes);
    return order;
  }

  /** Marks the intent "sending", or ends it for what stands against that. */
  async function decide({ id, orderId, request }: OutboxEntry, seen: Order): Promise<Decided> {
    return store.transact(async (unit): Promise<Decided> => {
      const order = await unit.orders.get(orderId);
      const entry = await unit.outbox.find(orderId, id);
      if (entry?.state !== 'intent') {
        return { order, changes: [], failure: notSent({ code: 'DEALT_WITH' }) };
      }
      async function refuse(obstacle: UnsentReason, intent: OutboxEntry): Promise<Decided> {
        const changes = await dropEntry(
          unit,
          intent,
          ownReport(order, { type: 'expired', reason: obstacle }, clock),
        );
        return { order: await unit.orders.get(orderId), changes, failure: notSent(obstacle) };
      }
      const exchange = exchangeOf(order.accountId);
      if (exchange === undefined) return refuse({ code: 'NOT_CONNECTED' }, entry);
      if (clock.now() > entry.expiresAt) return refuse({ code: 'WAITED_TOO_LONG' }, entry);
      // Its venue told of other terms since this was decided.
      if (request.kind === 'amend' && !sameTerms(order, seen)) {
        return refuse({ code: 'CHANGED_MEANWHILE' }, entry);
      }
      const refusal = await gate.refuses(unit, order, request);
      if (refusal !== undefined) return refuse(unsentReason(refusal), entry);
      const sending: OutboxEntry = { ...entry, state: 'sending', sendingAt: clock.now(), processId };
      await unit.outbox.update(sending);
      return { order, sending, exchange };
    }, importanceOf(request));
  }

  async function recordAnswer(entry: OutboxEntry, order: Order, answer: Answer): Promise<Dispatched> {
    const unknown = !answer.ok && answer.error.code === 'OUTCOME_UNKNOWN';
    // At once, and not when it is recorded: intents that wait for their unit of work meanwhile must not leave.
    if (unknown) locks.lock(order.accountId, entry.id, outcomeNotKnown(order));
    try {
      const after = await commit(order.id, async (unit) => {
        await unit.outbox.update({ ...entry, state: unknown ? 'unknown' : 'sent' });
        return applyReports(
          unit,
          answer.ok ? answer.value : failureReports(entry, order, answer.error, clock),
        );
      });
      if (unknown) onUnknown(entry, after);
      return { order: after, failure: answer.ok ? undefined : answer.error };
    } catch (fault) {
      // The venue answered and the record does not say so: what is not recorded is not known.
      publish([{ type: 'alertRaised', alert: unrecordedAlert(order, fault) }]);
      onUnknown(entry, order);
      return { order, failure: { code: 'OUTCOME_UNKNOWN', reason: { code: 'ANSWER_NOT_RECORDED' } } };
    }
  }

  return async function dispatch(intent: OutboxEntry, order: Order): Promise<Dispatched> {
    const decided = await decide(intent, order).catch((fault: unknown) => {
      onUnsent(intent, order);
      throw fault;
    });
    if (!('failure' in decided)) {
      const { exchange, sending } = decided;
      return recordAnswer(sending, decided.order, await send(exchange, decided.order, sending));
    }
    publish(decided.changes);
    return { order: decided.order, failure: decided.failure };
  };
}

/** Ends a request that the venue does not have, and with it the order that it was to place. */
export async function dropEntry(
  unit: Repositories,
  entry: OutboxEntry,
  end: OrderReport,
): Promise<readonly Change[]> {
  await unit.outbox.update({ ...entry, state: 'dropped' });
  return entry.request.kind === 'place' ? applyReports(unit, [end]) : [];
}

/** On a full disk an order can still be cancelled, and no new one is sent. */
export function importanceOf({ kind }: OutboxRequest): Importance {
  return kind === 'cancel' ? 'essential' : 'ordinary';
}

function unrecordedAlert({ clientOrderId, instrumentId }: Order, fault: unknown): Alert {
  return {
    severity: 'critical',
    code: 'ANSWER_NOT_RECORDED',
    instrument: instrumentId,
    order: clientOrderId,
    cause: causeOf(fault),
  };
}

function notSent(reason: UnsentReason): NotSent {
  return { code: 'NOT_SENT', reason };
}

async function send(exchange: ExchangeClient, order: Order, { request }: OutboxEntry): Promise<Answer> {
  try {
    if (request.kind === 'place') return await exchange.place(order);
    return request.kind === 'cancel' ? await exchange.cancel(order) : await exchange.amend(order, request);
  } catch (fault) {
    // A fault of the client says nothing about what the venue received.
    return err({ code: 'OUTCOME_UNKNOWN', reason: reasonOf(fault) });
  }
}

function failureReports(
  entry: OutboxEntry,
  order: Order,
  failure: VenueRefusal | OutcomeUnknown,
  clock: Clock,
): readonly OrderReport[] {
  // A refused or lost cancel or amendment says nothing about the order itself.
  if (entry.request.kind !== 'place') return [];
  return [
    ownReport(
      order,
      failure.code === 'REFUSED'
        ? { type: 'rejected', reason: failure.reason }
        : { type: 'unconfirmed', reason: failure.reason },
      clock,
      failure.code === 'REFUSED' ? 'answer' : 'recovery',
    ),
  ];
}

/** A report that Tapedeck itself makes of an order, at the present time. */
export function ownReport(
  order: Order,
  fact: OrderFact,
  clock: Clock,
  source: OrderReport['source'] = 'recovery',
): OrderReport {
  const now = clock.now();
  return {
    clientOrderId: order.clientOrderId,
    brokerOrderId: undefined,
    source,
    time: now,
    receivedAt: now,
    ...fact,
  };
}
