import type { Instrument } from '#src/domain/instrument.ts';
import { refusedByRules, refusal, type Refusal } from '#src/domain/matching/refusal.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';
import type { ReportSource } from '#src/domain/order-report.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type {
  Answered,
  ClientState,
  ExchangeClient,
  NotAnswered,
  VenueCapabilities,
  VenueRefusal,
  VenueReport,
} from '#src/ports/exchange-client.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { notAnswered, notConnected, outcomeOf, unknown, type RestFailure } from './meaning.ts';
import type { NetworkConfig } from './network-config.ts';
import { pause } from './pause.ts';
import type { SignedRest } from './signed-rest.ts';
import { createToldFills, nameOf, type SeenOrder } from './told-fills.ts';
import { openTradingConnection, type SignIn } from './trading-connection.ts';

/** What every report of a venue has. */
export type ReportOrigin = Pick<VenueReport, 'accountId' | 'source' | 'receivedAt'>;

/** Of a report that is heard now. */
export function originsOf({
  account,
  clock,
}: Pick<TradingNeeds, 'account' | 'clock'>): (source: ReportSource) => ReportOrigin {
  return (source) => ({ accountId: account.id, source, receivedAt: clock.now() });
}

/** What a venue says of an order: in an answer, or on its stream. */
export type HeardOrder = {
  readonly order: SeenOrder;
  /** How much of it the same message tells of as a fill. */
  readonly fill?: Decimal | undefined;
  /** Empty where too little is said to record it. */
  readonly reports: readonly VenueReport[];
};

export type Questions = Pick<
  ExchangeClient,
  'query' | 'queryAtVenue' | 'openOrders' | 'fillsSince' | 'balances'
>;

/** How orders are placed, ended and asked about at one venue. */
export type OrderDialect = {
  readonly questions: Questions;
  /** Why the venue does not take it, beside the rules of its instrument. Throws for an id that it does not take. */
  refusalOf(order: Order): Refusal | undefined;
  /** One request, whatever becomes of it. Undefined of an answer about another order. */
  place(order: Order, instrument: Instrument): Promise<Result<HeardOrder, RestFailure | VenueRefusal>>;
  /** `ask`: what is there is not open; all about the order is asked and told. */
  cancel(order: Order): Promise<Result<HeardOrder, RestFailure>>;
};

/** A request that is signed and sent, as soon as the key is known. */
export type Send<Parameters> = SignedRest<Parameters>['send'];

/** Orders that are asked about at once, each by itself; where it would be more, the whole account is compared. */
const mostAsking = 20;

/** Where the venue's answers are behind its stream, it is asked again after each of these. */
const behindMs = [250, 500, 1_000, 2_000];

type Needs<Parameters> = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: Pick<NetworkConfig, 'backoff' | 'provenAfterMs'>;
  readonly capabilities: VenueCapabilities;
  readonly signIn: SignIn<Parameters, HeardOrder>;
  readonly dialect: (send: Send<Parameters>) => OrderDialect;
};

/**
 * Trading on a spot account. An order leaves in one request, which nothing repeats; what becomes of it is told by the answer,
 * by the user stream, and by what is asked. Of an order of which the stream has told too little all is asked for.
 */
export function createRemoteTrading<Parameters>(needs: Needs<Parameters>): ExchangeClient {
  const { instruments, onFault } = needs;
  const reportListeners = new Set<(report: VenueReport) => void>();
  const stateListeners = new Set<(state: ClientState) => void>();
  const told = createToldFills();
  /** Orders that are asked about, by their names; what was told of one since has it asked about again. */
  const asking = new Map<string, SeenOrder | undefined>();
  let state: ClientState = { status: 'lost', reason: { code: 'LOCKED_CONNECTING' } };
  const connection = openTradingConnection({ ...needs, onConnected, onLost, onOrder, onMalformed: onGap });
  const closing = new AbortController();
  const { questions, ...dialect } = needs.dialect(async (...request) => {
    const own = connection.rest();
    return own === undefined ? err(notConnected) : own.send(...request);
  });

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

  function onOrder({ order, fill, reports }: HeardOrder): void {
    if (told.lacks(order, fill) || reports.length === 0) askAbout(order);
    else publish(reports);
  }

  /** Everything about one order. Where it is not told, everything about the account is compared. */
  function askAbout(order: SeenOrder): void {
    const name = nameOf(order);
    if (asking.has(name)) {
      asking.set(name, order);
      return;
    }
    if (asking.size >= mostAsking) return onGap();
    asking.set(name, undefined);
    askNow(order, name).catch(onFault);
  }

  async function askNow(order: SeenOrder, name: string): Promise<void> {
    const isTold = await tellAll(order);
    const since = asking.get(name);
    asking.delete(name);
    if (!isTold) return onGap();
    if (since !== undefined && (since.isOver === true || told.lacks(since))) askAbout(since);
  }

  /** Its answers may be behind its stream for a while. False where they stay so, or there is none. */
  async function tellAll(order: SeenOrder): Promise<boolean> {
    for (const wait of [...behindMs, undefined]) {
      const answer = await questions.queryAtVenue(order);
      if (answer.ok) {
        publish(answer.value);
        const filled = Decimal.sum(
          answer.value.flatMap((each) => (each.type === 'filled' ? [each.fill.quantity] : [])),
        );
        told.all({ ...order, executed: filled });
        const isBehind = order.isOver === true && !answer.value.some(({ type }) => isEnd(type));
        if (!isBehind && !filled.lessThan(order.executed)) return true;
      } else if (answer.error.reason.code !== 'FILLS_NOT_TOLD') return false;
      if (wait === undefined || closing.signal.aborted) return false;
      await pause(needs.clock, wait, closing.signal);
    }
    return false;
  }

  async function place(order: Order): Promise<Answered> {
    if (connection.rest() === undefined) return err(refusal({ code: 'ACCOUNT_CLOSED' }));
    const instrument = instruments(order.instrumentId);
    if (instrument === undefined)
      return err(refusal({ code: 'UNKNOWN_INSTRUMENT', instrument: order.instrumentId }));
    // Sent all the same, it would be rounded by nobody and refused there.
    const refused = dialect.refusalOf(order) ?? refusedByRules(order, instrument, undefined);
    if (refused !== undefined) return err(refused);
    const answer = await dialect.place(order, instrument);
    if (!answer.ok) return err('code' in answer.error ? answer.error : outcomeOf(answer.error));
    const { order: placed, fill, reports } = answer.value;
    const [first] = reports;
    if (first?.clientOrderId !== order.clientOrderId || placed.instrumentId !== order.instrumentId)
      return err(unknown('the answer is about another order'));
    if (told.lacks(placed, fill)) askAbout(placed);
    return ok(reports);
  }

  async function cancel(order: Order): Promise<Answered> {
    const answer = await dialect.cancel(order);
    if (!answer.ok && answer.error.meaning === 'ask') return whatBecame(order, answer.error);
    if (!answer.ok) return err(outcomeOf(answer.error));
    // Its fills may not be in the answer.
    if (told.lacks(answer.value.order)) askAbout(answer.value.order);
    return ok(answer.value.reports);
  }

  /** A cancel of what is not open there: it may have ended by itself, which is told like everything that happens to it. */
  async function whatBecame(order: Order, { venueCode, said }: RestFailure): Promise<Answered> {
    const answer = await questions.query(order);
    if (!answer.ok) return answer;
    publish(answer.value);
    return err({ code: 'REFUSED', venueCode, reason: said });
  }

  return {
    capabilities: needs.capabilities,
    ...questions,
    place,
    cancel,
    amend: async () => err(refusal({ code: 'AMENDMENTS_NOT_TAKEN' })),
    async serverTime(): Promise<Result<number, NotAnswered>> {
      const answer = await connection.rest()?.followClock();
      if (answer === undefined) return err(notAnswered({ code: 'NOT_CONNECTED' }));
      return answer.ok ? answer : err(notAnswered(answer.error.why));
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
      closing.abort();
      await connection.close();
    },
  };
}

function isEnd(type: VenueReport['type']): boolean {
  return type === 'cancelled' || type === 'expired' || type === 'rejected';
}
