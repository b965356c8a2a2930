import type { DraftId, InstrumentId } from '#src/domain/ids.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { newOrder, type Order, type OrderTerms } from '#src/domain/order.ts';
import { checkTerms, checkVenue, type TermsProblem } from '#src/domain/order-terms.ts';
import type { MarketPrices } from '#src/domain/price-band.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OutboxEntry } from '#src/ports/outbox-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { Publish } from '#src/application/changes.ts';
import type { createDispatch } from './dispatch.ts';
import type { NewRefusal, OrderGate } from './order-gate.ts';
import { newOutboxEntry, requestDigest } from './outbox-entry.ts';
import { roomProblems } from './venue-room.ts';

export type PlaceOrderNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly digest: (text: string) => string;
  readonly gate: OrderGate;
  /** What the market would ask or bid for it now; undefined when it is not known. */
  readonly referencePrice: (instrument: InstrumentId, side: Side) => Decimal | undefined;
  readonly marketPrices: (instrument: InstrumentId) => MarketPrices;
  readonly publish: Publish;
  readonly dispatch: ReturnType<typeof createDispatch>;
  /** When an earlier state of the record last took its place. */
  readonly restoredAt?: number | undefined;
};

export type InvalidTerms<Problem = TermsProblem> = {
  readonly code: 'INVALID_TERMS';
  readonly problems: readonly Problem[];
};
/** The draft was carried out before, with other terms. */
export type DraftSpent = { readonly code: 'DRAFT_SPENT'; readonly order: Order };
/** An earlier state has taken the record's place since the draft was begun: whether it was placed before is not known. */
export type DraftOfReplaced = { readonly code: 'DRAFT_OF_REPLACED' };
export type PlaceOrderError = NotFound | InvalidTerms | NewRefusal | DraftSpent | DraftOfReplaced;

export type Decision = {
  readonly terms: OrderTerms;
  /** What the trader calls the reason for it. No amendment changes it. */
  readonly strategy?: string | undefined;
  readonly replaces?: Order['id'];
  /** Of the ticket that it comes from: one order at most is made of it, however often it is asked for. */
  readonly draftId?: DraftId;
  /** When the record was last restored, as it was known when the draft was begun. */
  readonly restoredAt?: number | undefined;
};

/** `alreadyPlaced`: the draft was spent before by this order, and nothing was sent now. */
export type Placed = { readonly order: Order; readonly alreadyPlaced: boolean };

type Intended =
  | { readonly order: Order; readonly entry: OutboxEntry; readonly alreadyPlaced: false }
  | { readonly order: Order; readonly alreadyPlaced: true };

/**
 * Checks an order, makes it durable, and sends it once. Resolves with the order as it stands after the venue's
 * answer: a venue's refusal is the order's end (REJECTED), a lost answer its state (UNCONFIRMED). A draft that was
 * spent answers with its order as it stands, on a locked account too: asking again is the way to find out.
 */
export function createPlaceOrder(needs: PlaceOrderNeeds) {
  const { store, clock, ids, gate, publish, dispatch } = needs;

  async function intend(decision: Decision): Promise<Result<Intended, PlaceOrderError>> {
    const { terms } = decision;
    return store.transact(async (unit) => {
      const spent = await spentBy(unit, decision, needs.digest);
      if (spent !== undefined) return spent;
      if (decision.draftId !== undefined && decision.restoredAt !== needs.restoredAt)
        return err({ code: 'DRAFT_OF_REPLACED' } as const);
      const account = await unit.accounts.find(terms.accountId);
      if (account === undefined)
        return err({ code: 'NOT_FOUND', what: 'account', id: terms.accountId } as const);
      const instrument = await unit.instruments.find(terms.instrumentId);
      if (instrument === undefined) {
        return err({ code: 'NOT_FOUND', what: 'instrument', id: terms.instrumentId } as const);
      }
      const reference = needs.referencePrice(terms.instrumentId, terms.side);
      const problems = [
        ...checkVenue(account, instrument),
        ...checkTerms(terms, instrument, reference, needs.marketPrices(terms.instrumentId)),
        ...(await roomProblems(unit, { account, instrument, toFill: terms, amends: undefined })),
      ];
      if (problems.length > 0) return err({ code: 'INVALID_TERMS', problems } as const);
      const refusal = await gate.refusesNew(unit, terms, { account, instrument });
      if (refusal !== undefined) return err(refusal);

      const order = decide(decision);
      const entry = newOutboxEntry(
        order,
        { kind: 'place' },
        { id: ids.next(), now: order.createdAt, digest: needs.digest },
      );
      await unit.orders.insert(order);
      await unit.orders.appendEvents([createdEvent(order)]);
      await unit.outbox.insert(entry);
      return ok({ order, entry, alreadyPlaced: false } as const);
    });
  }

  function decide({ terms, strategy, replaces, draftId }: Decision): Order {
    return newOrder({
      ...terms,
      id: orderId(ids.next()),
      clientOrderId: clientOrderId(`td-${ids.random()}`),
      createdAt: clock.now(),
      replaces,
      strategy,
      draftId,
    });
  }

  return async function placeOrder(decision: Decision): Promise<Result<Placed, PlaceOrderError>> {
    // Answered without a unit of work: a record that is open for reading only has none to give.
    const locked = gate.locked(decision.terms.accountId);
    if (locked !== undefined) return (await spentBy(store.read, decision, needs.digest)) ?? err(locked);
    const intended = await intend(decision);
    if (!intended.ok || intended.value.alreadyPlaced) return intended;
    const { order, entry } = intended.value;
    publish([{ type: 'orderChanged', order }]);
    return ok({ order: (await dispatch(entry, order)).order, alreadyPlaced: false });
  };
}

/** What became of the decision's draft; undefined where it is not spent. */
async function spentBy(
  { orders, outbox }: Repositories,
  { draftId, terms, strategy }: Decision,
  digest: PlaceOrderNeeds['digest'],
): Promise<Result<Intended, DraftSpent> | undefined> {
  const order = draftId === undefined ? undefined : await orders.findByDraftId(draftId);
  if (order === undefined) return undefined;
  // An amendment changes the order and not what was asked for: its first request still says that.
  const asked = (await outbox.ofOrder(order.id)).find(({ request }) => request.kind === 'place');
  const same =
    asked?.digest ===
      requestDigest({ ...terms, clientOrderId: order.clientOrderId }, { kind: 'place' }, digest) &&
    order.strategy === strategy;
  return same ? ok({ order, alreadyPlaced: true }) : err({ code: 'DRAFT_SPENT', order });
}

function createdEvent(order: Order) {
  const { id, createdAt, status } = order;
  return {
    orderId: id,
    sequence: 1,
    type: 'created',
    source: 'trader',
    status,
    time: createdAt,
    receivedAt: createdAt,
    detail: '',
  } as const;
}
