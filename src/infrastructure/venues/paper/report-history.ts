import type { VenueEvent } from '#src/domain/matching/matching-engine.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { ClientOrderId } from '#src/domain/ids.ts';
import type { OrderFact, OrderReport, ReportSource } from '#src/domain/order-report.ts';
import type { Order } from '#src/domain/order.ts';

/** What the paper venue knows of each order: every event, in the order in which it happened. */
export class ReportHistory {
  readonly #events = new Map<ClientOrderId, VenueEvent[]>();

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

  reports(id: ClientOrderId, receivedAt: number): readonly OrderReport[] {
    return (this.#events.get(id) ?? []).map((event) => reportOf(event, 'query', receivedAt));
  }
}

export function reportOf(event: VenueEvent, source: ReportSource, receivedAt: number): OrderReport {
  return { ...event, brokerOrderId: `paper-${event.clientOrderId}`, source, receivedAt };
}

function reported(fill: Fill): Extract<OrderFact, { type: 'filled' }>['fill'] {
  const { venueTradeId, quantity, price, fee, liquidity, venueSequence } = fill;
  return { venueTradeId, quantity, price, fee, liquidity, venueSequence };
}
