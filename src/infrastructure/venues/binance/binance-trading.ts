import { refusedByRules, refusal, type Refusal } from '#src/domain/matching/refusal.ts';
import { symbolOf } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type {
  Answered,
  ClientState,
  ExchangeClient,
  OutcomeUnknown,
  VenueCapabilities,
  VenueRefusal,
  VenueReport,
} from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import type { BinanceConfig } from './binance-config.ts';
import { createOrderQuestions, unknown } from './order-questions.ts';
import {
  atVenue,
  fullAnswer,
  nameParameters,
  orderAnswer,
  placeParameters,
  reportsOf,
  type OrderFields,
  type TimedFill,
} from './order-wire.ts';
import type { RestFailure, SignedRest } from './signed-rest.ts';
import { openTradingConnection } from './trading-connection.ts';
import { createToldFills } from './told-fills.ts';
import type { UserMessage } from './user-events.ts';
import { firstIssue } from './wire-values.ts';

/** What the venue takes as an id of ours. */
const sendableId = /^[A-Za-z0-9_-]{1,36}$/u;
/** A request that is older than its window is not taken; ten seconds at least, and as much again for both clocks. */
const leastDeadlineMs = 10_000;
const marginMs = 5_000;

/** Orders that are asked about at once, each by itself; where it would be more, the whole account is compared. */
const mostAsking = 20;

type Needs = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: BinanceConfig;
};

/**
 * Trading on a spot account. An order leaves in one request, which nothing repeats; what becomes of it is told by the answer,
 * by the user stream, and by what is asked. Of an order of which the stream has told too little all is asked for.
 */
export function createBinanceTrading(needs: Needs): ExchangeClient {
  const { account, instruments, clock, onFault, config } = needs;
  const capabilities: VenueCapabilities = {
    amends: false,
    notPlacedAfter: Math.max(config.receiveWindowMs, leastDeadlineMs) + marginMs,
    isRemote: true,
  };
  const reportListeners = new Set<(report: VenueReport) => void>();
  const stateListeners = new Set<(state: ClientState) => void>();
  const told = createToldFills();
  /** Orders that are asked about, by their names; what was told of one since has it asked about again. */
  const asking = new Map<string, OrderFields | undefined>();
  let state: ClientState = { status: 'lost', reason: { code: 'LOCKED_CONNECTING' } };
  const connection = openTradingConnection({ ...needs, onConnected, onLost, onOrder, onMalformed: onGap });
  const rest: Pick<SignedRest, 'send'> = { send: (...request) => sent(...request) };
  const questions = createOrderQuestions({ rest, accountId: account.id, clock });

  function become(next: ClientState): void {
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function onConnected(): void {
    told.clear();
    become({ status: 'connected' });
  }

  function onLost(reason: LockReason): void {
    become({ status: 'lost', reason });
  }

  /** Something was not heard: whoever listens compares all. */
  function onGap(): void {
    if (state.status === 'connected') become(state);
  }

  async function sent(...request: Parameters<SignedRest['send']>): Promise<Result<unknown, RestFailure>> {
    const own = connection.rest();
    if (own === undefined) return err({ meaning: 'unknown', venueCode: '', said: 'not connected' });
    return own.send(...request);
  }

  function publish(reports: readonly VenueReport[]): void {
    for (const report of reports) {
      for (const listener of reportListeners) {
        try {
          listener(report);
        } catch (fault) {
          onFault(fault);
        }
      }
    }
  }

  function onOrder({ order, fill, isAmended }: Extract<UserMessage, { readonly kind: 'order' }>): void {
    const source = { accountId: account.id, source: 'stream', receivedAt: clock.now() } as const;
    const reports = reportsOf(order, fill === undefined ? [] : [fill], source);
    const [first] = reports;
    if (told.lacks(order, fill) || first?.placed === undefined) {
      askAbout(order);
      return;
    }
    publish(isAmended ? [...reports, amended(first, first.placed, order)] : reports);
  }

  /** Everything about one order. Where it is not told, everything about the account is compared. */
  function askAbout(order: OrderFields): void {
    const { symbol, orderId } = order;
    const name = `${symbol}/${orderId}`;
    if (asking.has(name)) {
      asking.set(name, order);
      return;
    }
    if (asking.size >= mostAsking) return onGap();
    asking.set(name, undefined);
    askNow(order, name).catch(onFault);
  }

  async function askNow(order: OrderFields, name: string): Promise<void> {
    const answer = await questions.queryAtVenue(atVenue(order));
    const since = asking.get(name);
    asking.delete(name);
    if (!answer.ok) return onGap();
    publish(answer.value);
    told.all(order);
    if (since !== undefined && told.lacks(since, undefined)) askAbout(since);
  }

  function knownOf(order: Order): Refusal | undefined {
    const instrument = instruments(order.instrumentId);
    if (instrument === undefined)
      return refusal({ code: 'UNKNOWN_INSTRUMENT', instrument: order.instrumentId });
    if (!sendableId.test(order.clientOrderId))
      throw new TypeError(`${order.clientOrderId} is no id that the venue takes`);
    if (order.timeInForce === 'DAY' && order.type !== 'MARKET') return refusal({ code: 'NO_DAY_ORDERS' });
    // Sent all the same, it would be rounded by nobody and refused there.
    return refusedByRules(order, instrument, undefined);
  }

  async function place(order: Order): Promise<Answered> {
    if (connection.rest() === undefined) return err(refusal({ code: 'ACCOUNT_CLOSED' }));
    const refused = knownOf(order);
    if (refused !== undefined) return err(refused);
    const symbol = symbolOf(order.instrumentId);
    const answer = await sent('POST', '/api/v3/order', placeParameters(order, symbol));
    if (!answer.ok) return err(failureOf(answer.error));
    const read = fullAnswer.safeParse(answer.value);
    if (!read.success) return err(unknown(firstIssue(read.error)));
    const { fills, ...placed } = read.data;
    if (placed.clientOrderId !== order.clientOrderId || placed.symbol !== symbol)
      return err(unknown('the answer is about another order'));
    const time = placed.transactTime ?? clock.now();
    const reports = reportsOf(
      placed,
      fills.map(({ tradeId, price, qty, commission, commissionAsset }): TimedFill => ({
        time,
        venueTradeId: tradeId,
        price,
        quantity: qty,
        fee: { currency: commissionAsset, amount: commission },
        liquidity: 'TAKER',
        venueSequence: undefined,
      })),
      { accountId: account.id, source: 'answer', receivedAt: clock.now() },
    );
    told.all(placed);
    return ok(reports);
  }

  async function cancel(order: Order): Promise<Answered> {
    const symbol = symbolOf(order.instrumentId);
    const answer = await sent('DELETE', '/api/v3/order', { symbol, ...nameParameters(order) });
    if (!answer.ok && answer.error.meaning === 'ask') return whatBecame(order, answer.error);
    if (!answer.ok) return err(failureOf(answer.error));
    const read = orderAnswer.safeParse(answer.value);
    if (!read.success) return err(unknown(firstIssue(read.error)));
    // Its fills are not in the answer.
    if (told.lacks(read.data, undefined)) askAbout(read.data);
    return ok(reportsOf(read.data, [], { accountId: account.id, source: 'answer', receivedAt: clock.now() }));
  }

  /** A cancel of what is not open there: it may have ended by itself, which is told like everything that happens to it. */
  async function whatBecame(order: Order, { venueCode, said }: RestFailure): Promise<Answered> {
    const answer = await questions.query(order);
    if (!answer.ok) return answer;
    publish(answer.value);
    return err({ code: 'REFUSED', venueCode, reason: said });
  }

  return {
    capabilities,
    ...questions,
    place,
    cancel,
    amend: async () => err(refusal({ code: 'AMENDMENTS_NOT_TAKEN' })),
    async serverTime() {
      const answer = await connection.rest()?.followClock();
      if (answer === undefined) return err(unknown('not connected'));
      return answer.ok ? answer : err(unknown(answer.error.said));
    },
    onReport(listener) {
      reportListeners.add(listener);
      return () => void reportListeners.delete(listener);
    },
    onState(listener) {
      stateListeners.add(listener);
      listener(state);
      return () => void stateListeners.delete(listener);
    },
    async close() {
      reportListeners.clear();
      stateListeners.clear();
      connection.close();
    },
  };
}

function amended(
  report: VenueReport,
  { quantity, limitPrice, stopPrice }: NonNullable<VenueReport['placed']>,
  { updateTime }: OrderFields,
): VenueReport {
  const time = updateTime ?? report.receivedAt;
  return { ...report, type: 'amended', time, quantity, limitPrice, stopPrice };
}

function failureOf({ meaning, venueCode, said, until }: RestFailure): VenueRefusal | OutcomeUnknown {
  switch (meaning) {
    case 'refused':
    case 'key':
      return { code: 'REFUSED', venueCode, reason: said };
    case 'clock':
      return refusal({ code: 'CLOCK_OFF' }, venueCode);
    case 'limit':
      return until === undefined
        ? { code: 'REFUSED', venueCode, reason: said }
        : refusal({ code: 'VENUE_LIMIT', until }, venueCode);
    case 'ask':
    case 'unknown':
      return unknown(said);
  }
}
