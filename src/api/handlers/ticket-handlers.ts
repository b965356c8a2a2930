import { availableFor, estimateOrder, type Estimate } from '#src/application/orders/estimate-order.ts';
import type { NewRefusal } from '#src/application/orders/order-gate.ts';
import { roomProblems } from '#src/application/orders/venue-room.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import type { OrderWarningInfo } from '#src/contract/order-warnings.ts';
import type { FieldProblem } from '#src/contract/orders.ts';
import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { draftId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { marketLimit } from '#src/domain/market-limit.ts';
import { checkAmended, checkVenue } from '#src/domain/order-terms.ts';
import { hasLimit, hasStop } from '#src/domain/order-type.ts';
import { withoutFilled, type Order, type OrderTerms } from '#src/domain/order.ts';
import { ok } from '#src/domain/result.ts';
import { inText } from '#src/domain/in-text.ts';
import { presentOrder } from '#src/api/present/present-order.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';
import { orderWarnings } from './order-warnings.ts';

type TicketCalls = 'orders.estimate' | 'orders.available';

/** What can be said of an order before it is one. */
export function createTicketHandlers(current: CurrentWorkspace): Pick<Handlers, TicketCalls> {
  return {
    'orders.estimate': within(current, estimate),
    'orders.available': within(current, availableNow),
  };
}

type Draft = CallRequest<'orders.estimate'>;

/** Everything that can be said of a ticket while it is typed: problems by field, price, notional, fee. */
async function estimate(workspace: Workspace, draft: Draft) {
  const { store, session } = workspace;
  const account = await store.read.accounts.find(draft.accountId);
  if (account === undefined) return notFound('account', draft.accountId);
  const instrument = session.catalogue.find(draft.instrumentId);
  if (instrument === undefined) return notFound('instrument', draft.instrumentId);
  const { orders } = store.read;
  const amended = draft.amends === undefined ? undefined : await orders.find(draft.amends);
  const placed = draft.draftId === undefined ? undefined : await orders.findByDraftId(draftId(draft.draftId));
  const read = readDraft(draft, account);
  const ticket = { terms: read.terms, account, instrument, amended };
  const judged = read.complete ? await judge(workspace, ticket, draft.thresholds) : nothingYet;
  const { estimated, refusal } = judged;
  return ok({
    placed: placed && presentOrder(placed),
    problems: [
      ...read.problems,
      // Said before anything is typed: the rest of the ticket has no meaning there.
      ...inText(checkVenue(account, instrument)),
      ...judged.problems,
    ],
    // The account itself says that it is locked or disabled.
    ...(refusal === undefined || refusal.code === 'ACCOUNT_LOCKED' || refusal.code === 'ACCOUNT_DISABLED'
      ? {}
      : { refusal: inText(refusal) }),
    warnings: [...judged.warnings],
    price: estimated.price?.toString(),
    marketLimit: judged.marketLimit?.toString(),
    notional: estimated.notional?.toString(),
    fee: estimated.fee?.toString(),
    currency: instrument.settle,
  });
}

type Ticket = {
  readonly terms: OrderTerms;
  readonly account: Account;
  readonly instrument: Instrument;
  /** The order that it would amend. */
  readonly amended: Order | undefined;
};

type Judged = {
  readonly estimated: Estimate;
  readonly marketLimit: Decimal | undefined;
  readonly problems: readonly FieldProblem[];
  readonly refusal: NewRefusal | undefined;
  readonly warnings: readonly OrderWarningInfo[];
};

/** Of a ticket that is not complete. */
const nothingYet: Judged = {
  estimated: { price: undefined, notional: undefined, fee: undefined, size: undefined, shown: undefined },
  marketLimit: undefined,
  problems: [],
  refusal: undefined,
  warnings: [],
};

async function judge(
  workspace: Workspace,
  { terms, account, instrument, amended }: Ticket,
  thresholds: Draft['thresholds'],
): Promise<Judged> {
  const { store, session } = workspace;
  const { watch, gate } = session;
  session.lookAtBook(instrument.id);
  const amends = amended?.id;
  const filled = amended?.filledQuantity ?? Decimal.zero;
  // What has filled is paid for.
  const toFill = withoutFilled(terms, filled);
  const estimated = estimateOrder(toFill, instrument, account, watch.latest(instrument.id));
  const reference = watch.referencePrice(instrument.id, terms.side);
  const rules = [
    ...checkAmended(terms, filled, instrument, reference, watch.prices(instrument.id)),
    ...(await roomProblems(store.read, { account, instrument, toFill, amends })),
  ];
  const isRuled = rules.length > 0 || checkVenue(account, instrument).length > 0;
  const available = await knownAvailable(store, account, instrument, { side: terms.side, amends });
  const shortage = shortageOf(toFill, estimated, account, available, instrument);
  return {
    estimated,
    marketLimit: marketLimitOf(workspace, terms, instrument),
    problems: [...inText(rules), ...(shortage === undefined ? [] : [shortage])],
    refusal: isRuled
      ? undefined
      : await (amended === undefined
          ? gate.refusesNew(store.read, terms, { account, instrument })
          : gate.refuses(store.read, amended, { kind: 'amend', ...terms })),
    warnings:
      thresholds === undefined
        ? []
        : await orderWarnings(workspace, { terms, toFill, account, instrument, amends, thresholds }),
  };
}

/** Undefined where the venue knows market orders, and where no price is known. */
function marketLimitOf(
  { session }: Workspace,
  { type, side, accountId }: OrderTerms,
  instrument: Instrument,
): Decimal | undefined {
  const reach = session.marketReach(accountId);
  const quote = session.watch.latest(instrument.id)?.quote;
  const best = side === 'BUY' ? quote?.ask : quote?.bid;
  if (type !== 'MARKET' || reach === undefined || best === undefined) return undefined;
  return marketLimit(Decimal.from(best), reach, side, instrument);
}

async function availableNow({ store, session }: Workspace, asked: CallRequest<'orders.available'>) {
  const account = await store.read.accounts.find(asked.accountId);
  if (account === undefined) return notFound('account', asked.accountId);
  const instrument = session.catalogue.find(asked.instrumentId);
  if (instrument === undefined) return notFound('instrument', asked.instrumentId);
  // A ticket begins with it: by the first estimate the book is there.
  session.lookAtBook(instrument.id);
  const amount = await knownAvailable(store, account, instrument, {
    side: asked.side,
    amends: undefined,
  });
  const currency = asked.side === 'BUY' ? instrument.settle : instrument.base;
  return ok({ available: amount?.toString(), currency });
}

/** Undefined of an account whose orders go to its venue: the record does not hold what came there by other ways. */
async function knownAvailable(
  { read }: Workspace['store'],
  account: Account,
  instrument: Instrument,
  of: Parameters<typeof availableFor>[3],
): Promise<Decimal | undefined> {
  return account.mode === 'live' ? undefined : availableFor(read, account, instrument, of);
}

/** What the account lacks for it; undefined where it has enough, or that or the cost is not known. */
function shortageOf(
  { side, type, quantity }: OrderTerms,
  { size, shown }: Estimate,
  { fees }: Account,
  available: Decimal | undefined,
  { settle, base, lotSize }: Instrument,
): FieldProblem | undefined {
  const needed = side === 'SELL' ? quantity : size?.plus(size.times(fees.taker));
  if (needed === undefined || available === undefined || needed.atMost(available)) return undefined;
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

function readDraft(draft: Draft, account: Account): ReadDraft {
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
      instrumentId: draft.instrumentId,
      side,
      type,
      quantity: quantity ?? Decimal.zero,
      limitPrice,
      stopPrice,
      timeInForce,
    },
  };
}
