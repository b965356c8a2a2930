import { availableFor, estimateOrder, type Estimate } from '#src/application/orders/estimate-order.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type {
  AmendableTerms,
  FieldProblem,
  OrderDraft,
  OrderFilterInput,
  OrderTermsInput,
} from '#src/contract/orders.ts';
import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, draftId, instrumentId, orderId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { withoutFilled, type OrderTerms } from '#src/domain/order.ts';
import { checkAmended, checkVenue } from '#src/domain/order-terms.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { OrderFilter } from '#src/ports/order-repository.ts';
import type { Count } from '#src/ports/page.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { presentProblem } from '#src/api/present/present-problem.ts';
import { presentFill, presentOrder, presentOrderEvent } from '#src/api/present/present-order.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import { decimalOrUnknown } from './decimal-input.ts';
import { amendFailure, cancelFailure, failureText, placeFailure, presentRisk } from './failures.ts';
import { orderWarnings } from './order-warnings.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';

type OrderCalls = Extract<keyof Handlers, `orders.${string}` | `fills.${string}`>;

export function createOrderHandlers(current: CurrentWorkspace): Pick<Handlers, OrderCalls> {
  return {
    'orders.estimate': within(current, estimate),
    'orders.available': within(current, availableNow),
    'orders.place': within(current, async ({ session, clock }, input: CallInput<'orders.place'>) => {
      if (isStale(input, clock)) return err({ code: 'NOT_SENT' });
      const placed = await session.placeOrder({
        terms: termsOf(input),
        strategy: input.strategy,
        draftId: draftId(input.draftId),
      });
      if (!placed.ok) return err(placeFailure(placed.error));
      const { order, alreadyPlaced } = placed.value;
      return ok({ order: presentOrder(order), alreadyPlaced });
    }),
    'orders.cancel': within(current, async ({ session }, input: CallInput<'orders.cancel'>) => {
      const cancelled = await session.cancelOrder(orderId(input.orderId));
      return cancelled.ok ? ok(presentOrder(cancelled.value)) : err(cancelFailure(cancelled.error));
    }),
    'orders.cancelAll': within(current, async ({ session }, input: CallInput<'orders.cancelAll'>) => {
      const { requested, failed } = await session.cancelAll({
        ...(input.accountId === undefined ? {} : { accountId: accountId(input.accountId) }),
        ...(input.instrumentId === undefined ? {} : { instrumentId: instrumentId(input.instrumentId) }),
      });
      return ok({
        requested,
        failed: failed.map(({ orderId: id, error }) => ({
          orderId: id,
          message: failureText(cancelFailure(error)),
        })),
      });
    }),
    'orders.amend': within(current, async ({ session, clock }, input: CallInput<'orders.amend'>) => {
      if (isStale(input, clock)) return err({ code: 'NOT_SENT' });
      const { orderId: id, seen, ...change } = input;
      const amended = await session.amendOrder(orderId(id), amendable(change), amendable(seen));
      return amended.ok ? ok(presentOrder(amended.value)) : err(amendFailure(amended.error));
    }),
    'orders.page': within(current, async ({ store }, input: CallInput<'orders.page'>) => {
      const filter = filterOf(input.filter);
      const page = await store.read.orders.page(filter, input.sort, input);
      const rows = page.rows.map(presentOrder);
      const total = await totalOf(store.read.orders, filter, input, rows.length);
      return ok({ rows, next: page.next, previous: page.previous, ...total });
    }),
    'orders.strategies': within(current, async ({ store }) =>
      ok([...(await store.read.orders.strategies())]),
    ),
    'orders.history': within(current, async ({ store, session }, input: CallInput<'orders.history'>) => {
      const order = await store.read.orders.find(orderId(input.orderId));
      if (order === undefined) return notFound('order', input.orderId);
      const events = await store.read.orders.events(order.id);
      const fills = await store.read.trades.ofOrder(order.id);
      await session.catalogue.learn([order]);
      const instrument = session.catalogue.get(order.instrumentId);
      return ok({
        order: presentOrder(order),
        events: events.map((event) => presentOrderEvent(event, order)),
        fills: fills.map((fill) => presentFill(fill, instrument)),
      });
    }),
    'fills.page': within(current, async ({ store, session }, input: CallInput<'fills.page'>) => {
      const filter = {
        ...timesAndSide(input.filter),
        orderId: input.filter.orderId === undefined ? undefined : orderId(input.filter.orderId),
      };
      const page = await store.read.trades.page(filter, input.direction, input);
      await session.catalogue.learn(page.rows);
      const rows = page.rows.map((fill) => presentFill(fill, session.catalogue.get(fill.instrumentId)));
      const total = await totalOf(store.read.trades, filter, input, rows.length);
      return ok({ rows, next: page.next, previous: page.previous, ...total });
    }),
  };
}

/** Milliseconds. A sign of life goes out each second; a screen sends nothing after three without one. */
const longestSilence = 5000;

/** Decided before the core stood still: the market is another one by now, and the trader was told that nothing is sent. */
function isStale({ heardAt }: { readonly heardAt?: number | undefined }, clock: Clock): boolean {
  return heardAt !== undefined && clock.monotonic() - heardAt > longestSilence;
}

type Counting<Filter> = {
  count(filter: Filter): Promise<number>;
  countSome(filter: Filter, most: number): Promise<Count>;
};

/** A page must not wait for millions of rows to be counted. */
const mostCounted = 10_000;

async function totalOf<Filter>(
  rows: Counting<Filter>,
  filter: Filter,
  { countAll }: { readonly countAll?: boolean | undefined },
  onPage: number,
): Promise<{ readonly total: number; readonly exact: boolean }> {
  if (countAll === true) return { total: await rows.count(filter), exact: true };
  const { count, exact } = await rows.countSome(filter, mostCounted);
  return { total: Math.max(count, onPage), exact };
}

const unknownEstimate: Estimate = {
  price: undefined,
  notional: undefined,
  fee: undefined,
  size: undefined,
  shown: undefined,
};

/** Everything that can be said of a ticket while it is typed: problems by field, price, notional, fee. */
async function estimate(workspace: Workspace, draft: OrderDraft) {
  const { store, session } = workspace;
  const account = await store.read.accounts.find(accountId(draft.accountId));
  if (account === undefined) return notFound('account', draft.accountId);
  const instrument = session.catalogue.find(instrumentId(draft.instrumentId));
  if (instrument === undefined) return notFound('instrument', draft.instrumentId);
  const read = readDraft(draft, account);
  const { watch } = session;
  const amended =
    draft.amends === undefined ? undefined : await store.read.orders.find(orderId(draft.amends));
  const amends = amended?.id;
  const filled = amended?.filledQuantity ?? Decimal.zero;
  // What has filled is paid for.
  const toFill = withoutFilled(read.terms, filled);
  const estimated = read.complete
    ? estimateOrder(toFill, instrument, account, watch.latest(instrument.id))
    : unknownEstimate;
  const rules = read.complete
    ? checkAmended(read.terms, filled, instrument, watch.referencePrice(instrument.id, draft.side))
    : [];
  // Said before anything is typed: the rest of the ticket has no meaning there.
  const ruled = [...checkVenue(account, instrument), ...rules];
  const refusal =
    read.complete && ruled.length === 0
      ? await (amended === undefined
          ? session.gate.refusesNew(store.read, read.terms, { account, instrument })
          : session.gate.refuses(store.read, amended, { kind: 'amend', ...read.terms }))
      : undefined;
  const shortage = read.complete
    ? shortageOf(
        toFill,
        estimated,
        account,
        await availableFor(store.read, account, instrument, { side: draft.side, amends }),
        instrument,
      )
    : undefined;
  const placed =
    draft.draftId === undefined ? undefined : await store.read.orders.findByDraftId(draftId(draft.draftId));
  const { thresholds } = draft;
  const warnings =
    read.complete && thresholds !== undefined
      ? await orderWarnings(workspace, {
          terms: read.terms,
          toFill,
          account,
          instrument,
          amends,
          thresholds,
        })
      : [];
  return ok({
    placed: placed === undefined ? undefined : presentOrder(placed),
    problems: [...read.problems, ...ruled.map(presentProblem), ...(shortage === undefined ? [] : [shortage])],
    // The account itself says that it is locked or disabled.
    ...(refusal === undefined || refusal.code === 'ACCOUNT_LOCKED' || refusal.code === 'ACCOUNT_DISABLED'
      ? {}
      : { refusal: presentRisk(refusal) }),
    warnings: [...warnings],
    price: estimated.price?.toString(),
    notional: estimated.notional?.toString(),
    fee: estimated.fee?.toString(),
    currency: instrument.settle,
  });
}

async function availableNow({ store, session }: Workspace, asked: CallInput<'orders.available'>) {
  const account = await store.read.accounts.find(accountId(asked.accountId));
  if (account === undefined) return notFound('account', asked.accountId);
  const instrument = session.catalogue.find(instrumentId(asked.instrumentId));
  if (instrument === undefined) return notFound('instrument', asked.instrumentId);
  const amount = await availableFor(store.read, account, instrument, {
    side: asked.side,
    amends: undefined,
  });
  const currency = asked.side === 'BUY' ? instrument.settle : instrument.base;
  return ok({ available: amount.toString(), currency });
}

/** What the account lacks for it; undefined where it has enough or the cost is not known. */
function shortageOf(
  { side, type, quantity }: OrderTerms,
  { size, shown }: Estimate,
  { fees }: Account,
  available: Decimal,
  { settle, base, lotSize }: Instrument,
): FieldProblem | undefined {
  const needed = side === 'SELL' ? quantity : size?.plus(size.times(fees.taker));
  if (needed === undefined || needed.atMost(available)) return undefined;
  return {
    field: 'quantity',
    code: 'NOT_ENOUGH',
    needed: needed.toString(),
    isLeast: side === 'BUY' && type === 'MARKET' && shown !== undefined,
    available: available.toString(),
    ...(side === 'SELL' ? { currency: base, lotSize: lotSize.toString() } : { currency: settle }),
  };
}

type ReadDraft = {
  readonly terms: OrderTerms;
  readonly problems: readonly FieldProblem[];
  /** False where a field holds no number yet: the instrument's rules cannot be checked. */
  readonly complete: boolean;
};

function readDraft(draft: OrderDraft, account: Account): ReadDraft {
  const problems: FieldProblem[] = [];
  const number = (field: 'quantity' | 'limitPrice' | 'stopPrice', wanted: boolean): Decimal | undefined => {
    const text = draft[field].trim();
    if (!wanted || text === '') return undefined;
    const value = Decimal.parse(text);
    if (value === undefined) problems.push({ field, code: 'NOT_A_NUMBER' });
    return value;
  };
  const quantity = number('quantity', true);
  const limitPrice = number('limitPrice', hasLimit(draft.type));
  const stopPrice = number('stopPrice', hasStop(draft.type));
  const { side, type, timeInForce } = draft;
  return {
    problems,
    complete: quantity !== undefined && problems.length === 0,
    terms: {
      accountId: account.id,
      instrumentId: instrumentId(draft.instrumentId),
      side,
      type,
      quantity: quantity ?? Decimal.zero,
      limitPrice,
      stopPrice,
      timeInForce,
    },
  };
}

function termsOf(input: OrderTermsInput): OrderTerms {
  const { side, type, timeInForce } = input;
  return {
    accountId: accountId(input.accountId),
    instrumentId: instrumentId(input.instrumentId),
    side,
    type,
    ...amendable(input),
    timeInForce,
  };
}

function amendable({ quantity, limitPrice, stopPrice }: AmendableTerms) {
  return {
    quantity: Decimal.from(quantity),
    limitPrice: decimalOrUnknown(limitPrice),
    stopPrice: decimalOrUnknown(stopPrice),
  };
}

function filterOf(input: OrderFilterInput): OrderFilter {
  return {
    ...timesAndSide(input),
    statuses: input.statuses,
    strategy: input.strategy,
    activeOnly: input.activeOnly,
  };
}

function timesAndSide(input: Pick<OrderFilterInput, 'accountId' | 'instrumentId' | 'side' | 'from' | 'to'>) {
  return {
    accountIds: input.accountId === undefined ? undefined : [accountId(input.accountId)],
    instrumentId: input.instrumentId === undefined ? undefined : instrumentId(input.instrumentId),
    side: input.side,
    from: input.from,
    to: input.to,
  };
}
