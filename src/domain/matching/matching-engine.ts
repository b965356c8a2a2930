import type { FeeRates } from '#src/domain/account.ts';
import { dayOrderEndSeenAt } from '#src/domain/day-order.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill, Liquidity } from '#src/domain/fill.ts';
import type { ClientOrderId, InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { MarketTrade } from '#src/domain/market.ts';
import type { Purse } from '#src/domain/money.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { OrderReason } from '#src/domain/order-reason.ts';
import type { Order, OrderTerms } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { sameTerm } from '#src/domain/terms-change.ts';
import { AccountFunds } from './account-funds.ts';
import { noBookOf, ownMet, refusesAmendment, refusesOrder, type Around } from './admission.ts';
import type { LevelTake } from './displayed-side.ts';
import { ObservedMarket, type MarketObservation } from './observed-market.ts';
import { OpenOrders } from './open-orders.ts';
import { refusal, type Refusal } from './refusal.ts';
import {
  concerns,
  isTriggered,
  queueBefore,
  restoredOrder,
  unfilled,
  workingOrder,
  type RestingOrder,
  type WorkingOrder,
} from './working-order.ts';

/** What happened to one order, in the venue's words and at the venue's time. */
export type VenueEvent = { readonly clientOrderId: ClientOrderId; readonly time: number } & OrderFact;

export type Placed = Result<readonly VenueEvent[], Refusal>;

/** New terms: the total quantity, and every price that the order's type has. */
export type NewTerms = Pick<OrderTerms, 'quantity' | 'limitPrice' | 'stopPrice'>;

export type MatchingOptions = {
  readonly fees: FeeRates;
  /** Cash and holdings by currency, with what open orders reserve. */
  readonly balances: Purse;
  readonly instruments: (id: InstrumentId) => Instrument | undefined;
  /** The number of the account's last fill; 0 before the first. */
  readonly lastFill: number;
};

/**
 * A venue for one account over a market that it only watches. It depends on its inputs alone: the same calls give
 * the same events. Orders take displayed depth level by level; what rests waits in an estimated queue.
 *
 * `place` and `amend` match against the last book observed, so the whole book is to be observed before them, and
 * before an observation for which `needsDepth` says so.
 */
export class MatchingEngine {
  readonly #funds: AccountFunds;
  readonly #instruments: MatchingOptions['instruments'];
  readonly #open = new OpenOrders();
  readonly #markets = new Map<InstrumentId, ObservedMarket>();
  #lastFill: number;

  constructor({ fees, balances, instruments, lastFill }: MatchingOptions) {
    this.#funds = new AccountFunds(fees, balances);
    this.#instruments = instruments;
    this.#lastFill = lastFill;
  }

  balances(): Purse {
    return this.#funds.balances();
  }

  hasOpenOrders(instrument: InstrumentId): boolean {
    return this.#open.in(instrument).length > 0;
  }

  /** Those that may still trade, in the order in which they came. */
  openOrders(): readonly Pick<WorkingOrder, 'clientOrderId' | 'instrumentId' | 'quantity' | 'filled'>[] {
    return this.#open.all();
  }

  /** When the next order expires by time. */
  nextExpiry(): number | undefined {
    return this.#open.nextExpiry();
  }

  /** Takes up an open order with the fills known of it. Throws when its instrument is not known. */
  restore(order: Order, fills: readonly Fill[]): void {
    const instrument = this.#instruments(order.instrumentId);
    if (instrument === undefined) throw new TypeError(`${order.instrumentId} is not a known instrument`);
    this.#open.put(restoredOrder(order, fills, instrument, this.#open.nextSequence()));
  }

  /** The events are the order's own, an acceptance first. The caller answers for the id being new. */
  place(order: Order, time: number): Placed {
    const instrument = this.#instruments(order.instrumentId);
    if (instrument === undefined)
      return err(refusal({ code: 'UNKNOWN_INSTRUMENT', instrument: order.instrumentId }));
    const market = this.#marketOf(order.instrumentId);
    const working = {
      ...workingOrder(order, instrument, this.#open.nextSequence(), time),
      marketTime: market.time(),
    };
    const refused = market.isKnown() ? refusesOrder(working, this.#around(market)) : noBookOf(instrument);
    if (refused !== undefined) return err(refused);
    this.#open.put(working);
    const events: VenueEvent[] = [{ ...eventOf(working, time), type: 'accepted' }];
    if (working.phase === 'arriving') this.#arrive(working, market, time, events);
    return ok(events);
  }

  cancel(id: ClientOrderId, time: number): Placed {
    const order = this.#open.find(id);
    if (order === undefined) return notOpen(id);
    const events: VenueEvent[] = [];
    this.#end(order, { type: 'cancelled', reason: { code: 'CANCELLED_ON_REQUEST' } }, time, events);
    return ok(events);
  }

  /** Less quantity at the same prices keeps the place in the queue; any other change goes to its end. */
  amend(id: ClientOrderId, terms: NewTerms, time: number): Placed {
    const order = this.#open.find(id);
    if (order === undefined) return notOpen(id);
    const market = this.#marketOf(order.instrumentId);
    const keepsPlace = samePrices(order, terms) && terms.quantity.atMost(order.quantity);
    const { quantity, limitPrice, stopPrice } = terms;
    // Two amendments in one millisecond would be the same one to whoever reads the reports.
    const amendedAt = Math.max(time, (order.amendedAt ?? 0) + 1);
    const rearrives = order.phase === 'resting' && !keepsPlace;
    const sequence = keepsPlace ? order.sequence : this.#open.nextSequence();
    const phase = rearrives ? 'arriving' : order.phase;
    const amendments = order.amendments + Number(keepsPlace);
    const changed = { quantity, limitPrice, stopPrice, amendedAt, amendments, phase, sequence };
    const amended: WorkingOrder = { ...order, ...changed };
    const refused = refusesAmendment(order, amended, this.#around(market));
    if (refused !== undefined) return err(refused);
    this.#open.put(amended);
    const events: VenueEvent[] = [
      { ...eventOf(order, amendedAt), type: 'amended', quantity, limitPrice, stopPrice },
    ];
    if (unfilled(amended).isZero()) this.#open.remove(id);
    else if (rearrives) this.#arrive(amended, market, time, events);
    return ok(events);
  }

  /** True when the observation triggers a stop: what that takes needs the whole book. */
  needsDepth(observation: MarketObservation): boolean {
    const market = this.#marketOf(observation.instrumentId);
    return this.#open
      .in(observation.instrumentId)
      .some((order) => order.phase === 'arriving' || isTriggered(order, market, observation));
  }

  /** Trades first, then the book that they led to. */
  onMarket(observation: MarketObservation, time: number): readonly VenueEvent[] {
    const events = [...this.onTime(time)];
    const { instrumentId, book, trades } = observation;
    const market = this.#marketOf(instrumentId);
    const halted = this.#instruments(instrumentId)?.tradable !== true;
    if (!halted) for (const trade of trades) this.#meetTrade(trade, market, time, events);
    if (!halted) this.#trigger(market, observation, time, events);
    market.showLast(observation);
    market.showBook(book);
    if (!halted && market.isKnown()) this.#meetBook(instrumentId, market, time, events);
    return events;
  }

  /** Orders whose time is over end at that time, however late this is called. */
  onTime(time: number): readonly VenueEvent[] {
    const events: VenueEvent[] = [];
    for (const order of this.#open.all()) {
      const { expiry } = order;
      if (expiry === undefined) continue;
      const at = expiry.passed ? expiry.at : dayOrderEndSeenAt(time, expiry.at);
      if (at !== expiry.at) this.#open.put({ ...order, expiry: { ...expiry, at } });
      if (at > time && !expiry.passed) continue;
      this.#end(order, { type: 'expired', reason: expiry.reason }, at, events);
    }
    return events;
  }

  #trigger(market: ObservedMarket, observation: MarketObservation, time: number, events: VenueEvent[]): void {
    for (const order of this.#open.in(observation.instrumentId)) {
      if (!isTriggered(order, market, observation)) continue;
      this.#open.put({ ...order, phase: 'arriving' });
      events.push({ ...eventOf(order, time), type: 'triggered' });
    }
  }

  /** A trade serves the queue before a resting order, then the order, at its limit. */
  #meetTrade(trade: MarketTrade, market: ObservedMarket, time: number, events: VenueEvent[]): void {
    const price = Decimal.from(trade.price);
    for (const side of ['BUY', 'SELL'] as const) {
      let left = Decimal.from(trade.quantity);
      for (const order of this.#open.restingIn(trade.instrumentId, side)) {
        if (!concerns(trade, order, market)) continue;
        const ahead = queueBefore(order, price, trade.aggressor);
        if (ahead === undefined) continue;
        const moved = { ...order, queueAhead: Decimal.max(ahead.minus(left), Decimal.zero) };
        this.#open.put(moved);
        const quantity = Decimal.min(left.minus(ahead), unfilled(order));
        if (!quantity.isPositive()) continue;
        this.#fill(moved, { quantity, price: order.limitPrice }, 'MAKER', time, events);
        left = left.minus(quantity);
      }
    }
  }

  #meetBook(instrument: InstrumentId, market: ObservedMarket, time: number, events: VenueEvent[]): void {
    for (const order of this.#open.in(instrument)) {
      if (order.phase === 'arriving') this.#arrive(order, market, time, events);
    }
    for (const side of ['BUY', 'SELL'] as const) {
      for (const order of this.#open.restingIn(instrument, side))
        this.#meetSides(order, market, time, events);
    }
  }

  /** Whoever crosses a resting order's price would have met it at that price. A shrinking level shortens its queue. */
  #meetSides(order: RestingOrder, market: ObservedMarket, time: number, events: VenueEvent[]): void {
    const opposite = market.sideToTake(order.side);
    const crossing = opposite.plan(unfilled(order), order.limitPrice);
    if (crossing.length > 0) {
      opposite.take(crossing);
      const take = { quantity: totalOf(crossing), price: order.limitPrice };
      this.#fill({ ...order, queueAhead: Decimal.zero }, take, 'MAKER', time, events);
      return;
    }
    const displayed = market.sideToJoin(order.side).displayedAt(order.limitPrice);
    if (displayed === undefined) return;
    // Most levels stand as they stood.
    if (order.queueAhead?.atMost(displayed) === true) return;
    this.#open.put({ ...order, queueAhead: displayed });
  }

  #arrive(order: WorkingOrder, market: ObservedMarket, time: number, events: VenueEvent[]): void {
    const opposite = market.sideToTake(order.side);
    const takes = opposite.plan(unfilled(order), order.limitPrice);
    if (order.timeInForce === 'FOK' && totalOf(takes).lessThan(unfilled(order))) {
      this.#end(order, { type: 'expired', reason: { code: 'TOO_LITTLE_DEPTH' } }, time, events);
      return;
    }
    const shortage = this.#funds.shortage(order, takes, this.#open.all());
    if (shortage !== undefined) {
      this.#end(order, { type: 'rejected', reason: shortage.reason }, time, events);
      return;
    }
    // Placed or amended it was refused. A stop that triggers is not: it protects, and what rests gives way to it.
    for (const own of ownMet(order, takes, this.#open)) {
      const reason = { code: 'GAVE_WAY_TO_OWN_ORDER', order: order.clientOrderId } as const;
      this.#end(own, { type: 'expired', reason }, time, events);
    }
    opposite.take(takes);
    let current = order;
    for (const take of takes) current = this.#fill(current, take, 'TAKER', time, events);
    if (unfilled(current).isZero()) return;
    if (order.limitPrice === undefined) {
      this.#end(current, { type: 'expired', reason: { code: 'BOOK_EXHAUSTED' } }, time, events);
    } else if (order.timeInForce === 'IOC') {
      this.#end(current, { type: 'expired', reason: { code: 'NO_MORE_AT_LIMIT' } }, time, events);
    } else {
      const queueAhead = market.sideToJoin(order.side).displayedAt(order.limitPrice);
      this.#open.put({ ...current, phase: 'resting', queueAhead, marketTime: market.time() });
    }
  }

  #fill(
    order: WorkingOrder,
    take: LevelTake,
    liquidity: Liquidity,
    time: number,
    events: VenueEvent[],
  ): WorkingOrder {
    const fee = this.#funds.book(order, take, liquidity);
    const fillCount = order.fillCount + 1;
    this.#lastFill += 1;
    const venueTradeId = `${order.clientOrderId}-${String(fillCount).padStart(4, '0')}`;
    events.push({
      ...eventOf(order, time),
      type: 'filled',
      fill: { venueTradeId, ...take, fee, liquidity, venueSequence: this.#lastFill },
    });
    const filled = { ...order, filled: order.filled.plus(take.quantity), fillCount };
    if (unfilled(filled).isZero()) this.#open.remove(order.clientOrderId);
    else this.#open.put(filled);
    return filled;
  }

  #end(
    order: WorkingOrder,
    fact: OrderFact & { readonly reason: OrderReason },
    time: number,
    events: VenueEvent[],
  ): void {
    this.#open.remove(order.clientOrderId);
    events.push({ ...eventOf(order, time), ...fact });
  }

  #around(market: ObservedMarket): Around {
    return { market, funds: this.#funds, open: this.#open };
  }

  #marketOf(instrument: InstrumentId): ObservedMarket {
    const known = this.#markets.get(instrument);
    if (known !== undefined) return known;
    const market = new ObservedMarket();
    this.#markets.set(instrument, market);
    return market;
  }
}

function eventOf(order: WorkingOrder, time: number): Pick<VenueEvent, 'clientOrderId' | 'time'> {
  return { clientOrderId: order.clientOrderId, time };
}

function totalOf(takes: readonly LevelTake[]): Decimal {
  return Decimal.sum(takes.map((take) => take.quantity));
}

function samePrices(order: WorkingOrder, terms: NewTerms): boolean {
  return sameTerm(order.limitPrice, terms.limitPrice) && sameTerm(order.stopPrice, terms.stopPrice);
}

function notOpen(id: ClientOrderId): Placed {
  return err(refusal({ code: 'UNKNOWN_ORDER', order: id }));
}
