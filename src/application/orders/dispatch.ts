import type { AccountId, OrderId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFact, OrderReport } from '#src/domain/order-report.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient, OutcomeUnknown, VenueRefusal } from '#src/ports/exchange-client.ts';
import type { OutboxEntry, OutboxRequest } from '#src/ports/outbox-repository.ts';
import type { Importance, RecordStore, Repositories } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import type { Alert, Change, Publish } from '#src/application/changes.ts';

export type DispatchNeeds = {
  readonly store: RecordStore;
  readonly exchangeOf: (account: AccountId) => ExchangeClient | undefined;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly processId: number;
  /** Takes over when it is not known whether the venue has the request. */
  readonly onUnknown: (entry: OutboxEntry, order: Order) => void;
  /** Takes over when an intent was not sent because the record could not be written. */
  readonly onUnsent: (intent: OutboxEntry, order: Order) => void;
};

export type NotSent = { readonly code: 'NOT_SENT'; readonly reason: string };
export type DispatchFailure = VenueRefusal | OutcomeUnknown | NotSent;

/** The order as it stands afterwards; `failure` where the request was not taken. */
export type Dispatched = { readonly order: Order; readonly failure: DispatchFailure | undefined };

type Answer = Result<readonly OrderReport[], VenueRefusal | OutcomeUnknown>;

/**
 * Sends one intent, at most once ever: "sending" is durable before the first byte leaves, and only an entry that
 * still is an intent is sent.
 */
export function createDispatch(needs: DispatchNeeds) {
  const { store, exchangeOf, clock, publish, processId, onUnknown, onUnsent } = needs;

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

  async function markSending(intent: OutboxEntry): Promise<OutboxEntry | NotSent> {
    const now = clock.now();
    if (now > intent.expiresAt) return notSent('it waited too long to be sent');
    return store.transact(async (unit) => {
      const current = (await unit.outbox.ofOrder(intent.orderId)).find((entry) => entry.id === intent.id);
      if (current?.state !== 'intent') return notSent('it has been dealt with already');
      const entry: OutboxEntry = { ...current, state: 'sending', sendingAt: now, processId };
      await unit.outbox.update(entry);
      return entry;
    }, importanceOf(intent.request));
  }

  async function drop(intent: OutboxEntry, order: Order, reason: string): Promise<Order> {
    return commit(order.id, async (unit) => {
      await unit.outbox.update({ ...intent, state: 'dropped' });
      if (intent.request.kind !== 'place') return [];
      return applyReports(unit, [
        ownReport(order, { type: 'expired', reason: `never sent: ${reason}` }, clock),
      ]);
    });
  }

  async function settle(entry: OutboxEntry, order: Order, answer: Answer): Promise<Dispatched> {
    const unknown = !answer.ok && answer.error.code === 'OUTCOME_UNKNOWN';
    try {
      const settled = await commit(order.id, async (unit) => {
        await unit.outbox.update({ ...entry, state: unknown ? 'unknown' : 'sent' });
        return applyReports(
          unit,
          answer.ok ? answer.value : failureReports(entry, order, answer.error, clock),
        );
      });
      if (unknown) onUnknown({ ...entry, state: 'unknown' }, settled);
      return { order: settled, failure: answer.ok ? undefined : answer.error };
    } catch (fault) {
      // The venue answered and the record does not say so: what is not recorded is not known.
      publish([{ type: 'alertRaised', alert: unrecordedAlert(order, fault) }]);
      onUnknown({ ...entry, state: 'unknown' }, order);
      const reason = "the venue's answer could not be recorded";
      return { order, failure: { code: 'OUTCOME_UNKNOWN', reason } };
    }
  }

  return async function dispatch(intent: OutboxEntry, order: Order): Promise<Dispatched> {
    const exchange = exchangeOf(order.accountId);
    if (exchange === undefined) {
      const failure = notSent('the account is not connected');
      return { order: await drop(intent, order, failure.reason), failure };
    }
    const entry = await markSending(intent).catch((fault: unknown) => {
      onUnsent(intent, order);
      throw fault;
    });
    if ('code' in entry) {
      const stale = clock.now() > intent.expiresAt;
      return { order: stale ? await drop(intent, order, entry.reason) : order, failure: entry };
    }
    return settle(entry, order, await send(exchange, order, entry));
  };
}

/** On a full disk an order can still be cancelled, and no new one is sent. */
export function importanceOf({ kind }: OutboxRequest): Importance {
  return kind === 'cancel' ? 'essential' : 'ordinary';
}

function unrecordedAlert({ clientOrderId, instrumentId }: Order, fault: unknown): Alert {
  const reason = fault instanceof Error ? fault.message : String(fault);
  return {
    severity: 'critical',
    title: `Answer not recorded: ${instrumentId}`,
    message: `The venue answered about order ${clientOrderId}, and the record could not be written: ${reason}. Trading on this account waits until it can be. Check free disk space.`,
  };
}

function notSent(reason: string): NotSent {
  return { code: 'NOT_SENT', reason };
}

async function send(exchange: ExchangeClient, order: Order, { request }: OutboxEntry): Promise<Answer> {
  try {
    if (request.kind === 'place') return await exchange.place(order);
    return request.kind === 'cancel' ? await exchange.cancel(order) : await exchange.amend(order, request);
  } catch (fault) {
    // A fault of the client says nothing about what the venue received.
    return err({
      code: 'OUTCOME_UNKNOWN',
      reason: fault instanceof Error ? fault.message : 'the request failed',
    });
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
