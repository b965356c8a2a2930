import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import { reasonOf } from '#src/domain/fault.ts';
import type { Fill } from '#src/domain/fill.ts';
import { instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { LockReason, OrderReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import { toAsk } from '#src/domain/reconciliation/to-ask.ts';
import { unrecorded } from '#src/domain/reconciliation/unrecorded.ts';
import {
  fillsAtOnce,
  type AtVenue,
  type ExchangeClient,
  type FillCursor,
  type FilledAtVenue,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import type { Elsewhere } from './elsewhere.ts';
import { batchSize } from './ingest-reports.ts';

type CompareNeeds = {
  readonly store: RecordStore;
  readonly publish: Publish;
  readonly elsewhere: Elsewhere;
};

/** Of the fills that were recorded before the program began: some of them may have been missed. */
const lookedBack = 60 * 60_000;
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
export function createComparison({ store, publish, elsewhere }: CompareNeeds) {
  async function compare(
    account: Account,
    exchange: ExchangeClient,
    cursors: Map<InstrumentId, string>,
  ): Promise<void> {
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
        const cursor = await cursorOf(account, instrument, cursors.get(instrument));
        const fills = answered(await exchange.fillsSince(instrument, cursor));
        const missing = await missed(account, instrument, fills);
        const newest = fills.at(-1)?.venueTradeId ?? cursor.after;
        if (fills.length < fillsAtOnce || newest === undefined) {
          missedFills.push(...missing);
          if (newest !== undefined) last.set(instrument, newest);
          break;
        }
        await recordPiece(account, exchange, missing);
        cursors.set(instrument, newest);
      }
    }
    const { own, atVenue } = toAsk({ open, openThere, missedFills });
    for (const order of own) await record(known(order, answered(await exchange.query(order))));
    await takeUp(account, exchange, atVenue);
    for (const [instrument, id] of last) cursors.set(instrument, id);
  }

  /**
   * Of more fills than are held at once the first. What comes later of the same orders is recorded with its own piece, so that
   * the newest that is recorded is never far ahead of the oldest that is missing.
   */
  async function recordPiece(
    account: Account,
    exchange: ExchangeClient,
    missing: readonly FilledAtVenue[],
  ): Promise<void> {
    const names = new Set(missing.map(({ venueTradeId }) => venueTradeId));
    const orders = new Map(
      missing.map(({ instrumentId: of, brokerOrderId }) => [
        brokerOrderId,
        { instrumentId: of, brokerOrderId },
      ]),
    );
    await takeUp(account, exchange, [...orders.values()], (reports) =>
      reports.filter((report) => report.type !== 'filled' || names.has(report.fill.venueTradeId)),
    );
  }

  /** Those that are in the record first. */
  async function takeUp(
    account: Account,
    exchange: ExchangeClient,
    orders: readonly AtVenue[],
    wanted = (reports: readonly VenueReport[]) => reports,
  ): Promise<void> {
    const others: AtVenue[] = [];
    const take = async (order: AtVenue) => record(wanted(answered(await exchange.queryAtVenue(order))));
    for (const order of orders) {
      const { instrumentId: of, brokerOrderId } = order;
      const found = await store.read.orders.findByBrokerOrderId(account.id, of, brokerOrderId);
      if (found === undefined) others.push(order);
      else await take(order);
    }
    for (const order of others) {
      if (!elsewhere.admit(account.id)) {
        throw new NotReconciled({ code: 'LOCKED_TOO_MANY_ELSEWHERE' });
      }
      await take(order);
    }
  }

  async function cursorOf(
    account: Account,
    instrument: InstrumentId,
    reached: string | undefined,
  ): Promise<FillCursor> {
    const since = account.createdAt - earlier;
    if (reached !== undefined) return { after: reached, since };
    const [newest] = await fillsBefore(account, instrument, undefined);
    if (newest === undefined) return { after: undefined, since };
    const [anchor] = await fillsBefore(account, instrument, newest.time - lookedBack);
    return { after: anchor?.venueTradeId.split('/')[0], since };
  }

  async function fillsBefore(
    { id }: Account,
    instrument: InstrumentId,
    to: number | undefined,
  ): Promise<readonly Fill[]> {
    const filter = { accountIds: [id], instrumentId: instrument, to };
    return (await store.read.trades.page(filter, 'descending', { limit: 1 })).rows;
  }

  async function missed(
    { id }: Account,
    instrument: InstrumentId,
    fills: readonly FilledAtVenue[],
  ): Promise<readonly FilledAtVenue[]> {
    const names = [...new Set(fills.map(({ venueTradeId }) => venueTradeId))];
    const bothSides = names.flatMap((name) => [name, `${name}/BUY`, `${name}/SELL`]);
    return unrecorded(fills, await store.read.trades.withNames(id, instrument, bothSides));
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
  | { readonly ok: false; readonly error: { readonly reason: OrderReason } };

function answered<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  const { reason } = answer.error;
  throw new NotReconciled({
    code: 'LOCKED_NOT_RECONCILED',
    said: typeof reason === 'string' ? reason : reason.code,
  });
}

/** A venue that has told of an open order once cannot know nothing of it. */
function known(order: Order, reports: readonly VenueReport[]): readonly VenueReport[] {
  if (reports.length === 0 && order.acknowledgedAt !== undefined)
    throw new NotReconciled({ code: 'LOCKED_ORDER_NOT_THERE', order: order.clientOrderId });
  return reports;
}

export function lockReasonOf(fault: unknown): LockReason {
  return fault instanceof NotReconciled
    ? fault.reason
    : { code: 'LOCKED_NOT_RECONCILED', said: reasonOf(fault) };
}
