import type { VenueEvent } from '#src/domain/matching/matching-engine.ts';
import type { Fill } from '#src/domain/fill.ts';
import { clientOrderId, type AccountId, type ClientOrderId, type InstrumentId } from '#src/domain/ids.ts';
import type { OrderFact, ReportSource } from '#src/domain/order-report.ts';
import type { Order } from '#src/domain/order.ts';
import type { FilledAtVenue, VenueReport } from '#src/ports/exchange-client.ts';

/** What the paper venue knows of each order: every event, in the order in which it happened. */
export class ReportHistory {
  readonly #events = new Map<ClientOrderId, VenueEvent[]>();
  readonly #account: AccountId;

  constructor(account: AccountId) {
    this.#account = account;
  }

  has(id: ClientOrderId): boolean {
    return this.#events.has(id);
  }

  add(events: readonly VenueEvent[]): void {
    for (const event of events) {
      const known = this.#events.get(event.clientOrderId);
      if (known === undefined) this.#events.set(event.clientOrderId, [event]);
      else known.push(event);
    }
  }

  /** What the record says of an order that is taken up again. */
  addKnown(order: Order, fills: readonly Fill[]): void {
    const { quantity, limitPrice, stopPrice } = order;
    const event = (time: number | undefined, fact: OrderFact): readonly VenueEvent[] =>
      time === undefined ? [] : [{ clientOrderId: order.clientOrderId, time, ...fact }];
    this.add([
      ...event(order.acknowledgedAt ?? order.createdAt, { type: 'accepted' }),
      ...event(order.triggeredAt, { type: 'triggered' }),
      ...event(order.amendedAt, { type: 'amended', quantity, limitPrice, stopPrice }),
      ...fills.flatMap((fill) => event(fill.time, { type: 'filled', fill: reported(fill) })),
    ]);
  }

  reports(id: ClientOrderId, receivedAt: number): readonly VenueReport[] {
    return (this.#events.get(id) ?? []).map((event) => reportOf(this.#account, event, 'query', receivedAt));
  }

  /** Of the orders, those after the one that is named, in the order in which they happened. */
  fills(
    instrumentId: InstrumentId,
    isIn: (id: ClientOrderId) => boolean,
    after: string | undefined,
  ): readonly FilledAtVenue[] {
    const fills = [...this.#events.values()]
      .flat()
      .flatMap((event) => (event.type === 'filled' && isIn(event.clientOrderId) ? [event] : []))
      .toSorted((one, other) => (one.fill.venueSequence ?? 0) - (other.fill.venueSequence ?? 0))
      .map(({ clientOrderId: id, fill: { venueTradeId } }) => ({
        instrumentId,
        brokerOrderId: brokerOrderIdOf(id),
        venueTradeId,
      }));
    return fills.slice(fills.findIndex(({ venueTradeId }) => venueTradeId === after) + 1);
  }
}

const prefix = 'paper-';

export function brokerOrderIdOf(id: ClientOrderId): string {
  return prefix + id;
}

export function clientOrderIdOf(brokerOrderId: string): ClientOrderId {
  return clientOrderId(brokerOrderId.slice(prefix.length));
}

export function reportOf(
  accountId: AccountId,
  event: VenueEvent,
  source: ReportSource,
  receivedAt: number,
): VenueReport {
  return { ...event, accountId, brokerOrderId: brokerOrderIdOf(event.clientOrderId), source, receivedAt };
}

function reported(fill: Fill): Extract<OrderFact, { type: 'filled' }>['fill'] {
  const { venueTradeId, quantity, price, fee, liquidity, venueSequence } = fill;
  return { venueTradeId, quantity, price, fee, liquidity, venueSequence };
}
