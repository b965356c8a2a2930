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

/** Of one instrument: in the order in which they came, and each side of those that rest by who is served first. */
type InInstrument = {
  readonly orders: Map<ClientOrderId, WorkingOrder>;
  resting: Readonly<Record<Side, readonly RestingOrder[]>> | undefined;
};

/** The orders that the venue holds, in the order in which they came. */
export class OpenOrders {
  readonly #orders = new Map<ClientOrderId, WorkingOrder>();
  readonly #byInstrument = new Map<InstrumentId, InInstrument>();
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
    const beside = this.#byInstrument.get(order.instrumentId) ?? { orders: new Map(), resting: undefined };
    beside.orders.set(order.clientOrderId, order);
    beside.resting = undefined;
    this.#byInstrument.set(order.instrumentId, beside);
  }

  remove(id: ClientOrderId): void {
    const order = this.#orders.get(id);
    if (order === undefined) return;
    this.#orders.delete(id);
    const beside = this.#byInstrument.get(order.instrumentId);
    if (beside === undefined) return;
    beside.orders.delete(id);
    beside.resting = undefined;
    if (beside.orders.size === 0) this.#byInstrument.delete(order.instrumentId);
  }

  all(): readonly WorkingOrder[] {
    return [...this.#orders.values()];
  }

  in(instrument: InstrumentId): readonly WorkingOrder[] {
    return [...(this.#byInstrument.get(instrument)?.orders.values() ?? [])];
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
    const beside = this.#byInstrument.get(instrument);
    if (beside === undefined) return [];
    beside.resting ??= sidesOf(this.in(instrument).filter((order) => isResting(order)));
    return beside.resting[side];
  }

  nextExpiry(): number | undefined {
    const times = this.all().flatMap(({ expiry }) => (expiry === undefined ? [] : [expiry.at]));
    return times.length === 0 ? undefined : Math.min(...times);
  }
}

function sidesOf(resting: readonly RestingOrder[]): Readonly<Record<Side, readonly RestingOrder[]>> {
  const of = (side: Side) => resting.filter((order) => order.side === side).toSorted(comparePriority);
  return { BUY: of('BUY'), SELL: of('SELL') };
}
