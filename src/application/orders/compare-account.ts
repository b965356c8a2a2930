import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import { reasonOf } from '#src/domain/fault.ts';
import { instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import { differenceKind, type Difference } from '#src/domain/reconciliation/difference.ts';
import { toAsk } from '#src/domain/reconciliation/to-ask.ts';
import {
  fillsAtOnce,
  type AtVenue,
  type ExchangeClient,
  type FillCursor,
  type FilledAtVenue,
  type NotAnswered,
  type OpenAtVenue,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import type { Elsewhere } from './elsewhere.ts';
import { batchSize } from './ingest-reports.ts';
import { missedFills as missedOf } from './missed-fills.ts';

type CompareNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly publish: Publish;
  readonly elsewhere: Elsewhere;
};

/** One account at its venue. */
type Pair = {
  readonly account: Account;
  readonly exchange: ExchangeClient;
  /** Told of each order in which the two differed, and what has become of it. */
  readonly note: (difference: Difference) => void;
};

/** Before the account was added: the clocks may differ. */
const earlier = 60_000;

/** The venue did not answer, or the record and it cannot both be right. */
class NotReconciled extends Error {
  readonly reason: LockReason;

  constructor(reason: LockReason) {
    super(reason.code);
    this.reason = reason;
  }
}

/** Compares an account with its venue once, and records what differs. Throws what `lockReasonOf` understands where it cannot be done. */
export function createComparison({ store, clock, publish, elsewhere }: CompareNeeds) {
  async function compare(pair: Pair): Promise<void> {
    const { account, exchange, note } = pair;
    const openThere = answered(await exchange.openOrders());
    const open = await store.read.orders.active(account.id);
    const symbols = await store.read.orders.symbolsOf(account.id);
    const instruments = new Set([
      ...symbols.map((symbol) => instrumentId(`${account.venue}:${symbol}`)),
      ...openThere.map((order) => order.instrumentId),
    ]);
    const last = new Map<InstrumentId, string>();
    const missedFills: FilledAtVenue[] = [];
    for (const instrument of instruments) {
      for (;;) {
        const cursor = await cursorOf(account, instrument);
        const fills = answered(await exchange.fillsSince(instrument, cursor));
        const missing = await missedOf(store.read, account.id, instrument, fills);
        const newest = fills.at(-1)?.venueTradeId;
        if (fills.length < fillsAtOnce || newest === undefined) {
          missedFills.push(...missing);
          if (newest !== undefined && newest !== cursor.after) last.set(instrument, newest);
          break;
        }
        await recordPiece(pair, missing);
        await reach(account, new Map([[instrument, newest]]));
      }
    }
    const { own, atVenue } = toAsk({ open, openThere, missedFills });
    for (const order of own) {
      const theirs = openThere.find((each) => isOf(order, each));
      const reports = answered(await exchange.query(order));
      if (isNotThere(order, reports)) {
        note({ ...differed(order, theirs), kind: 'NOT_THERE' });
        throw new NotReconciled({ code: 'LOCKED_ORDER_NOT_THERE', order: order.clientOrderId });
      }
      await record(reports);
      note({
        ...differed(order, theirs),
        kind: differenceKind(order, await store.read.orders.get(order.id)),
      });
    }
    await takeUp(pair, atVenue, openThere);
    await reach(account, last);
  }

  /**
   * Of more fills than are held at once the first. What comes later of the same orders is recorded with its own piece, so that
   * the newest that is recorded is never far ahead of the oldest that is missing.
   */
  async function recordPiece(pair: Pair, missing: readonly FilledAtVenue[]): Promise<void> {
    const names = new Set(missing.map(({ venueTradeId }) => venueTradeId));
    const orders = new Map(
      missing.map(({ instrumentId: of, brokerOrderId }) => [
        brokerOrderId,
        { instrumentId: of, brokerOrderId },
      ]),
    );
    await takeUp(pair, [...orders.values()], [], (reports) =>
      reports.filter((report) => report.type !== 'filled' || names.has(report.fill.venueTradeId)),
    );
  }

  /** Those that are in the record first. */
  async function takeUp(
    { account, exchange, note }: Pair,
    orders: readonly AtVenue[],
    openThere: readonly OpenAtVenue[],
    wanted = (reports: readonly VenueReport[]) => reports,
  ): Promise<void> {
    const others: AtVenue[] = [];
    const find = ({ instrumentId: of, brokerOrderId }: AtVenue) =>
      store.read.orders.findByBrokerOrderId(account.id, of, brokerOrderId);
    const take = async (order: AtVenue, ours: Order | undefined) => {
      await record(wanted(answered(await exchange.queryAtVenue(order))));
      const now = await find(order);
      if (now === undefined) return;
      const theirs = openThere.find((each) => isSame(order, each));
      note({ ...differed(now, theirs), ours, kind: differenceKind(ours, now) });
    };
    for (const order of orders) {
      const found = await find(order);
      if (found === undefined) others.push(order);
      else await take(order, found);
    }
    for (const order of others) {
      if (!elsewhere.admit(account.id)) {
        throw new NotReconciled({ code: 'LOCKED_TOO_MANY_ELSEWHERE' });
      }
      await take(order, undefined);
    }
  }

  function differed(order: Order, theirs: OpenAtVenue | undefined): Omit<Difference, 'kind'> {
    const { clientOrderId, instrumentId: of } = order;
    return { time: clock.now(), clientOrderId, instrumentId: of, ours: order, theirs };
  }

  /**
   * What a comparison that was broken off has recorded may lie behind what it had not: only a whole one, or a whole piece,
   * says how far nothing is missing.
   */
  async function cursorOf({ id, createdAt }: Account, instrument: InstrumentId): Promise<FillCursor> {
    return { after: await store.read.compared.find(id, instrument), since: createdAt - earlier };
  }

  async function reach({ id }: Account, reached: ReadonlyMap<InstrumentId, string>): Promise<void> {
    if (reached.size === 0) return;
    const noted = Array.from(reached, ([of, venueTradeId]) => ({
      accountId: id,
      instrumentId: of,
      venueTradeId,
    }));
    await store.transact((unit) => unit.compared.saveMany(noted), 'essential');
  }

  async function record(reports: readonly VenueReport[]): Promise<void> {
    for (let at = 0; at < reports.length; at += batchSize) {
      const batch = reports.slice(at, at + batchSize);
      publish(await store.transact((unit) => applyReports(unit, batch), 'essential'));
    }
  }

  return compare;
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: NotAnswered };

function answered<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new NotReconciled({ code: 'LOCKED_NOT_ANSWERED', why: answer.error.reason });
}

/** A venue that has told of an open order once cannot know nothing of it. */
function isNotThere(order: Order, reports: readonly VenueReport[]): boolean {
  return reports.length === 0 && order.acknowledgedAt !== undefined;
}

function isOf(order: Order, theirs: OpenAtVenue): boolean {
  const { instrumentId: of, brokerOrderId = '', clientOrderId, external } = order;
  if (isSame({ instrumentId: of, brokerOrderId }, theirs)) return true;
  return !external && theirs.instrumentId === of && theirs.clientOrderId === clientOrderId;
}

function isSame(one: AtVenue, other: AtVenue): boolean {
  return one.instrumentId === other.instrumentId && one.brokerOrderId === other.brokerOrderId;
}

export function lockReasonOf(fault: unknown): LockReason {
  return fault instanceof NotReconciled
    ? fault.reason
    : { code: 'LOCKED_NOT_RECONCILED', said: reasonOf(fault) };
}
