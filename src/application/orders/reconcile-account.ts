import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import { reasonOf } from '#src/domain/fault.ts';
import type { Fill } from '#src/domain/fill.ts';
import { instrumentId, type AccountId, type InstrumentId } from '#src/domain/ids.ts';
import type { LockReason, OrderReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import { toAsk } from '#src/domain/reconciliation/to-ask.ts';
import { unrecorded } from '#src/domain/reconciliation/unrecorded.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient, FillCursor, FilledAtVenue, VenueReport } from '#src/ports/exchange-client.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { AccountLocks } from './account-locks.ts';
import { applyReports } from './apply-reports.ts';
import { batchSize } from './ingest-reports.ts';

export type ReconcileNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly locks: AccountLocks;
};

/** Milliseconds. What a stream lost without ending is found within this time. */
const again = 60_000;
const firstRetry = 1_000;
const longestRetry = 30_000;
/** Comparisons of one account in a minute: each asks about every market in which it ever had an order. */
const mostAMinute = 10;
const minute = 60_000;
/** Of the fills that were recorded before the program began: some of them may have been missed. */
const lookedBack = 60 * 60_000;
/** Before the account was added: the clocks may differ. */
const earlier = 60_000;
const lockKey = 'venue';

/** The venue did not answer, or the record and it cannot both be right. */
class NotReconciled extends Error {
  readonly reason: LockReason;

  constructor(reason: LockReason) {
    super(reason.code);
    this.reason = reason;
  }
}

/**
 * Compares accounts with their venues: at the start, after every gap in what was reported, and every minute. Trading on an
 * account is locked from the gap on until it is done. What differs is asked for and recorded as reports; nothing is guessed.
 */
export function createReconciliation({ store, clock, publish, locks }: ReconcileNeeds) {
  const followed = new Map<AccountId, Followed>();

  function follow(account: Account, exchange: ExchangeClient): void {
    /** The last fill of each instrument up to which nothing is missing. */
    const cursors = new Map<InstrumentId, string>();
    let isConnected = false;
    let isAsked = false;
    let stopped = false;
    let running: Promise<void> | undefined;
    let retry = firstRetry;
    let callOff: (() => void) | undefined;
    /** When the last ones began. */
    let begun: readonly number[] = [];

    const stopHearing = exchange.onState((state) => {
      isConnected = state.status === 'connected';
      callOff?.();
      locks.lock(account.id, lockKey, isConnected ? { code: 'LOCKED_RECONCILING' } : lostFor(state));
      if (isConnected) begin();
    });

    function begin(): void {
      isAsked = true;
      callOff?.();
      if (!isConnected || stopped || running !== undefined) return;
      const wait = waitOf();
      if (wait > 0) callOff = clock.after(wait, begin);
      else running = run();
    }

    /** A venue of which something is not understood, ever again, is not asked ever faster. */
    function waitOf(): number {
      const now = clock.monotonic();
      begun = begun.filter((at) => now - at < minute);
      const [first] = begun;
      return first === undefined || begun.length < mostAMinute ? 0 : first + minute - now;
    }

    const isWanted = () => isAsked && isConnected && !stopped;

    async function run(): Promise<void> {
      let trouble: LockReason | undefined;
      while (isWanted() && waitOf() === 0) {
        isAsked = false;
        begun = [...begun, clock.monotonic()];
        trouble = await compare(account, exchange, cursors).then(() => undefined, reasonFor);
      }
      running = undefined;
      if (!isConnected || stopped) return;
      if (isAsked) return begin();
      if (trouble === undefined) {
        retry = firstRetry;
        locks.release(account.id, lockKey);
        callOff = clock.after(again, begin);
        return;
      }
      locks.lock(account.id, lockKey, trouble);
      callOff = clock.after(retry, begin);
      retry = Math.min(retry * 2, longestRetry);
    }

    followed.set(account.id, {
      begin,
      async stop() {
        stopped = true;
        callOff?.();
        stopHearing();
        locks.release(account.id, lockKey);
        await running;
      },
    });
  }

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
      const cursor = await cursorOf(account, instrument, cursors.get(instrument));
      const fills = answered(await exchange.fillsSince(instrument, cursor));
      missedFills.push(...(await missed(account, instrument, fills)));
      const newest = fills.at(-1)?.venueTradeId ?? cursor.after;
      if (newest !== undefined) last.set(instrument, newest);
    }
    const { own, atVenue } = toAsk({ open, openThere, missedFills });
    for (const order of own) await record(known(order, answered(await exchange.query(order))));
    for (const order of atVenue) await record(answered(await exchange.queryAtVenue(order)));
    for (const [instrument, id] of last) cursors.set(instrument, id);
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

  return {
    /** From now on, and until it is left. */
    follow,
    async leave(account: AccountId): Promise<void> {
      const left = followed.get(account);
      followed.delete(account);
      await left?.stop();
    },
    /** Compares it once more, soon. Nothing for an account that is not followed. */
    begin(account: AccountId): void {
      followed.get(account)?.begin();
    },
    /** Resolves when nothing more is recorded. */
    async close(): Promise<void> {
      const all = [...followed.values()];
      followed.clear();
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}

type Followed = { begin(): void; stop(): Promise<void> };

type State = Parameters<Parameters<ExchangeClient['onState']>[0]>[0];

function lostFor(state: State): LockReason {
  return state.status === 'lost' ? state.reason : { code: 'LOCKED_RECONCILING' };
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

function reasonFor(fault: unknown): LockReason {
  return fault instanceof NotReconciled
    ? fault.reason
    : { code: 'LOCKED_NOT_RECONCILED', said: reasonOf(fault) };
}
