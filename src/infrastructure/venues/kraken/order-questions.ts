import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import { mostWorking, type Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueBalance } from '#src/domain/venue-key.ts';
import { notAnswered } from '#src/infrastructure/venues/meaning.ts';
import type { Questions, ReportOrigin, Send } from '#src/infrastructure/venues/remote-trading.ts';
import { amount, firstIssue, recordOf } from '#src/infrastructure/venues/wire-values.ts';
import { fillsAtOnce, type AtVenue, type NotAnswered, type Told } from '#src/ports/exchange-client.ts';
import { sentId } from './client-id.ts';
import {
  inOrder,
  isForSum,
  namedOf,
  orderAnswer,
  ownTrade,
  reportsOf,
  seenOf,
  type OrderFields,
  type OwnTrade,
} from './order-wire.ts';
import { idOf, type Pairs } from './pairs.ts';
import type { Parameters } from './rest-dialect.ts';

/** The most that the venue gives of a list in one answer. */
const page = 50;
/** The most trades that are asked for by their ids at once (QueryTrades, `txid`). */
const tradesAtOnce = 20;
/** Before an order was decided here: the clocks may differ. */
const earlierMs = 10 * 60_000;
/** Of what ended since then, as much is looked through for an order that is not found by its id. */
const mostEnded = 1_000;

const orders = recordOf(orderAnswer, mostWorking);
/** Several times what is asked for at once. */
const trades = recordOf(ownTrade, 1_000);
const whole = { consolidate_taker: 'false' };

const openAnswer = z.object({ result: z.object({ open: orders }) });
const closedAnswer = z.object({ result: z.object({ closed: orders }) });
const queryAnswer = z.object({ result: orders });
const historyAnswer = z.object({ result: z.object({ trades }) });
const tradesAnswer = z.object({ result: trades });
/** POST /0/private/Balance */
const balancesAnswer = z.object({ result: recordOf(amount, 10_000) });

type Asked<Value> = Result<Value, NotAnswered & { readonly venueCode?: string }>;
type Needs = {
  readonly send: Send<Parameters>;
  readonly pairs: () => Pairs | undefined;
  readonly origin: () => ReportOrigin;
};

/** What of an account's orders is asked for. Nothing here changes anything at the venue. */
export function createOrderQuestions({ send, pairs, origin }: Needs): Questions {
  /** The trades that were told, in their order, and from when on they are all of the account's. */
  let known: readonly OwnTrade[] = [];
  let knownSince = Infinity;

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    name: string,
    parameters: Parameters,
  ): Promise<Asked<z.output<Shape>>> {
    const answer = await send('POST', `/0/private/${name}`, parameters);
    if (!answer.ok) return err({ ...notAnswered(answer.error.why), venueCode: answer.error.venueCode });
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err(notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) }));
  }

  function ordersOf(told: z.output<typeof orders>): readonly OrderFields[] {
    const all: OrderFields[] = [];
    for (const [id, order] of Object.entries(told)) {
      // On margin: it brings nothing in that an account of spot has.
      if (order.descr.leverage !== 'none') continue;
      all.push({ ...order, id, symbol: symbolOf(order.descr.pair) });
    }
    return all;
  }

  /** What the venue does not list any more keeps the name that it has there. */
  function symbolOf(pair: string): string {
    return pairs()?.symbolOf(pair) ?? pair;
  }

  async function open(named: Parameters = {}): Promise<Asked<readonly OrderFields[]>> {
    const answer = await ask(openAnswer, 'OpenOrders', { trades: 'true', ...named });
    return answer.ok ? ok(ordersOf(answer.value.result.open)) : answer;
  }

  /** The newest first, a page at a time. */
  async function ended(
    named: Parameters,
    offset = 0,
  ): Promise<Asked<{ readonly orders: readonly OrderFields[]; readonly isLast: boolean }>> {
    const asked = { trades: 'true', ofs: String(offset), ...whole, ...named };
    const answer = await ask(closedAnswer, 'ClosedOrders', asked);
    if (!answer.ok) return answer;
    const { closed } = answer.value.result;
    return ok({ orders: ordersOf(closed), isLast: Object.keys(closed).length < page });
  }

  async function atVenue({ brokerOrderId: txid }: AtVenue): Promise<Asked<OrderFields | undefined>> {
    const answer = await ask(queryAnswer, 'QueryOrders', { txid, trades: 'true', ...whole });
    if (!answer.ok) return answer.error.venueCode === 'EOrder:Unknown order' ? ok(undefined) : answer;
    return ok(ordersOf(answer.value.result).find(({ id }) => id === txid));
  }

  /** Everything about an order that was found. As long as not all of its fills are told, nothing is. */
  async function tell(order: OrderFields | undefined): Promise<Told> {
    if (order === undefined) return ok([]);
    const own: OwnTrade[] = [];
    const ids = order.trades ?? [];
    for (let from = 0; from < ids.length; from += tradesAtOnce) {
      const txid = ids.slice(from, from + tradesAtOnce).join(',');
      const answer = await ask(tradesAnswer, 'QueryTrades', { txid });
      if (!answer.ok) return answer;
      for (const [id, trade] of Object.entries(answer.value.result)) own.push({ ...trade, id });
    }
    const filled = Decimal.sum(own.map(({ vol }) => vol));
    // An order for a sum of money counts it in that.
    if (!isForSum(order) && !filled.equals(order.vol_exec))
      return err(notAnswered({ code: 'FILLS_NOT_TOLD', order: order.id }));
    return ok(reportsOf(order, own, origin()));
  }

  /** The list of the open ones may tell several trades as one. */
  function tellOpen({ symbol, id }: OrderFields): Promise<Told> {
    return queryAtVenue({ instrumentId: idOf(symbol), brokerOrderId: id });
  }

  /** First among the open ones: one that ends meanwhile is among the others then. */
  async function query(order: Order): Promise<Told> {
    if (order.external)
      return queryAtVenue({ instrumentId: order.instrumentId, brokerOrderId: order.brokerOrderId ?? '' });
    const named = { cl_ord_id: sentId(order.clientOrderId) };
    const isIt = (each: OrderFields) => namedOf(each) === order.clientOrderId;
    const there = await open(named);
    if (!there.ok) return there;
    const found = there.value.find(isIt);
    if (found !== undefined) return tellOpen(found);
    const over = await ended(named);
    if (!over.ok) return over;
    const foundOver = over.value.orders.find(isIt);
    return foundOver === undefined ? lookFurther(order, isIt) : tell(foundOver);
  }

  /** An order of ours that is not found by its id may be among all that are open, or ended since. Empty where it is in neither. */
  async function lookFurther({ createdAt }: Order, isIt: (each: OrderFields) => boolean): Promise<Told> {
    const all = await open();
    if (!all.ok) return all;
    const found = all.value.find(isIt);
    if (found !== undefined) return tellOpen(found);
    const start = secondsOf(createdAt - earlierMs);
    for (let offset = 0; offset < mostEnded; offset += page) {
      const over = await ended({ start }, offset);
      if (!over.ok) return over;
      const foundOver = over.value.orders.find(isIt);
      if (foundOver !== undefined) return tell(foundOver);
      if (over.value.isLast) return ok([]);
    }
    return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
  }

  async function queryAtVenue(order: AtVenue): Promise<Told> {
    const found = await atVenue(order);
    return found.ok ? tell(found.value) : found;
  }

  /** From that moment on, of all markets, since the venue asks for no other; what is known is not asked for again. */
  async function tradesSince(since: number): Promise<Asked<readonly OwnTrade[]>> {
    const newest = known.at(-1);
    const isKnown = newest !== undefined && since >= knownSince;
    const start = secondsOf(isKnown ? newest.time : since);
    const all = new Map(isKnown ? known.map((trade) => [trade.id, trade]) : []);
    // The newest first: what trades meanwhile moves the pages, so that some come twice.
    for (let offset = 0, asked = 0; ; offset += page) {
      const answer = await ask(historyAnswer, 'TradesHistory', { start, ofs: String(offset), ...whole });
      if (!answer.ok) return answer;
      const told = Object.entries(answer.value.result.trades);
      for (const [id, trade] of told) if (trade.margin.isZero()) all.set(id, { ...trade, id });
      asked += told.length;
      if (told.length < page) break;
      if (asked >= fillsAtOnce) return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
    }
    const inTime = inOrder([...all.values()]);
    if (!isKnown) knownSince = since;
    known = inTime.slice(-fillsAtOnce);
    if (known.length < inTime.length) knownSince = (known[0]?.time ?? since) + 1;
    return ok(inTime);
  }

  return {
    query,
    queryAtVenue,
    async openOrders() {
      const told = await open();
      if (!told.ok) return told;
      return ok(
        told.value.map((order) => {
          const { executed, ...seen } = seenOf(order);
          return { ...seen, clientOrderId: namedOf(order), quantity: order.vol, filledQuantity: executed };
        }),
      );
    },
    async fillsSince(instrument, { after, since }) {
      const last = known.find(({ id }) => id === after);
      const from = last?.time ?? since;
      const told = await tradesSince(from);
      if (!told.ok) return told;
      const its = told.value.filter(({ pair, time }) => time >= from && idOf(symbolOf(pair)) === instrument);
      const next = its.findIndex(({ id }) => id === after) + 1;
      return ok(
        its.slice(next).map(({ id, ordertxid }) => ({
          instrumentId: instrument,
          brokerOrderId: ordertxid,
          venueTradeId: id,
        })),
      );
    },
    async balances() {
      const told = await ask(balancesAnswer, 'Balance', {});
      return told.ok ? ok(balancesOf(told.value.result, pairs())) : told;
    },
  };
}

/** What is held at interest or staked there is held all the same. */
export function balancesOf(
  told: Readonly<Record<string, Decimal>>,
  pairs: Pairs | undefined,
): readonly VenueBalance[] {
  const sums = new Map<Currency, Decimal>();
  for (const [code, quantity] of Object.entries(told)) {
    const asset = pairs?.assetOf(code);
    if (asset !== undefined) sums.set(asset, (sums.get(asset) ?? Decimal.zero).plus(quantity));
  }
  return [...sums].map(([currency, quantity]) => ({ currency, quantity }));
}

/** Of the second before: what is asked for begins after it. */
function secondsOf(time: number): string {
  return String(Math.max(Math.floor(time / 1_000) - 1, 0));
}
