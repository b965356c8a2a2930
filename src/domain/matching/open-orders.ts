import type { Side } from '#src/domain/fill.ts';
import type { ClientOrderId, InstrumentId } from '#src/domain/ids.ts';
import type { VenueRoom } from '#src/domain/venue-room.ts';
import {
  comparePriority,
  isResting,
  unfilled,
  type RestingOrder,
  type WorkingOrder,
} from './working-order.ts';

/** The orders that the venue holds, in the order in which they came. */
export class OpenOrders {
  readonly #orders = new Map<ClientOrderId, WorkingOrder>();
  #sequence = 0;

  /** Time priority: the later, the larger. */
  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  find(id: ClientOrderId): WorkingOrder | undefined {
    return this.#orders.get(id);
  }

  put(order: WorkingOrder): void {
    this.#orders.set(order.clientOrderId, order);
  }

  remove(id: ClientOrderId): void {
    this.#orders.delete(id);
  }

  all(): readonly WorkingOrder[] {
    return [...this.#orders.values()];
  }

  in(instrument: InstrumentId): readonly WorkingOrder[] {
    return this.all().filter((order) => order.instrumentId === instrument);
  }

  /** The others in its instrument. */
  beside({ clientOrderId, instrumentId }: WorkingOrder): VenueRoom['open'] {
    return this.in(instrumentId)
      .filter((order) => order.clientOrderId !== clientOrderId)
      .map((order) => ({
        side: order.side,
        remaining: unfilled(order),
        waits: order.phase === 'waiting',
      }));
  }

  /** Who is served first comes first. */
  restingIn(instrument: InstrumentId, side: Side): readonly RestingOrder[] {
    return this.in(instrument)
      .filter((order) => isResting(order))
      .filter((order) => order.side === side)
      .toSorted(comparePriority);
  }

  nextExpiry(): number | undefined {
    const times = this.all().flatMap(({ expiry }) => (expiry === undefined ? [] : [expiry.at]));
    return times.length === 0 ? undefined : Math.min(...times);
  }
}
