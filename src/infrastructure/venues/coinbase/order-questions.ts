import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { symbolOf, type InstrumentId } from '#src/domain/ids.ts';
import { mostWorking, type Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { notAnswered } from '#src/infrastructure/venues/meaning.ts';
import type { Questions, ReportOrigin, Send } from '#src/infrastructure/venues/remote-trading.ts';
import { firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import { fillsAtOnce, type AtVenue, type NotAnswered, type Told } from '#src/ports/exchange-client.ts';
import { accountsAnswer, readBalances } from './balances.ts';
import {
  fillAnswer,
  inOrder,
  isEnded,
  namedOf,
  orderAnswer,
  quantityOf,
  reportsOf,
  seenOf,
  type FillFields,
  type OrderFields,
} from './order-wire.ts';
import { productsOf } from './products.ts';
import { root, type Parameters } from './rest-dialect.ts';

const page = 100;
/** Before an order was decided here: the clock that said when may have been wrong by hours, and have been set since. */
const earlierMs = 86_400_000;
/** What a trade is told late by at most. */
const lateMs = 60_000;
/** Decimals of a size that is worked out. */
const places = 16;

const listAnswer = z.object({
  orders: z.array(orderAnswer).max(10_000),
  has_next: z.boolean(),
  cursor: z.string().default(''),
});
const oneAnswer = z.object({ order: orderAnswer });
const fillsAnswer = z.object({ fills: z.array(fillAnswer).max(10_000), cursor: z.string().default('') });

type Asked<Value> = Result<Value, NotAnswered & { readonly isUnknown?: boolean }>;
type Query = NonNullable<Parameters['query']>;
type Needs = {
  readonly send: Send<Parameters>;
  /** Whether it is one of the products that are known here. */
  readonly isListed: (productId: string) => boolean;
  /** The venue's, in epoch milliseconds. */
  readonly venueTime: () => number;
  readonly origin: () => ReportOrigin;
};

type Finding = {
  /** An order of ours whose number is not known: it is looked for among all of its product since it was decided. */
  findOwn(order: Order): Promise<Asked<OrderFields | undefined>>;
};

/** What of an account's orders is asked for. Nothing here changes anything at the venue. */
export function createOrderQuestions({ send, isListed, venueTime, origin }: Needs): Questions & Finding {
  /** Each instrument's newest fill that has been told. */
  const told = new Map<InstrumentId, Pick<FillFields, 'trade_id' | 'sequence_timestamp'>>();

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    path: string,
    query: Query = [],
  ): Promise<Asked<z.output<Shape>>> {
    const answer = await send('GET', `${root}/${path}`, { query });
    if (!answer.ok)
      return err({ ...notAnswered(answer.error.why), isUnknown: answer.error.meaning === 'ask' });
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err(notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) }));
  }

  /** The newest first, page by page, until `isEnough`. */
  async function list(
    query: Query,
    isEnough: (order: OrderFields) => boolean = () => false,
  ): Promise<Asked<readonly OrderFields[]>> {
    const all: OrderFields[] = [];
    let cursor = '';
    while (all.length < mostWorking) {
      const from: Query = cursor === '' ? [] : [['cursor', cursor]];
      const answer = await ask(listAnswer, 'orders/historical/batch', [
        ...query,
        ['limit', String(page)],
        ...from,
      ]);
      if (!answer.ok) return answer;
      const { orders, has_next: goesOn } = answer.value;
      all.push(...orders);
      if (!goesOn || orders.some(isEnough)) return ok(all);
      if (orders.length === 0 || ['', cursor].includes(answer.value.cursor))
        return err(notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'cursor: it leads no further' }));
      ({ cursor } = answer.value);
    }
    return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
  }

  /**
   * In their order, page by page, the newest first, until that of `after` and what may have been told after it. What is
   * taken back or corrected is not known to be one.
   */
  async function fillsOf(query: Query, after?: string): Promise<Asked<readonly FillFields[]>> {
    const all = new Map<string, FillFields>();
    const cursors = new Set<string>();
    let read = 0;
    for (let cursor = ''; ;) {
      const from: Query = cursor === '' ? [] : [['cursor', cursor]];
      const answer = await ask(fillsAnswer, 'orders/historical/fills', [
        ...query,
        ['limit', String(page)],
        ...from,
      ]);
      if (!answer.ok) return answer;
      for (const fill of answer.value.fills) if (fill.trade_type === 'FILL') all.set(fill.trade_id, fill);
      ({ cursor } = answer.value);
      const known = all.get(after ?? '')?.trade_time ?? -Infinity;
      const isEnough = answer.value.fills.some(({ trade_time: time }) => time < known - lateMs);
      if (cursor === '' || answer.value.fills.length === 0 || isEnough) return ok(inOrder([...all.values()]));
      if (cursors.has(cursor))
        return err(notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'cursor: it comes again' }));
      cursors.add(cursor);
      // Also of those that come again, or count for nothing.
      read += answer.value.fills.length;
      if (read >= fillsAtOnce) return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
    }
  }

  async function find({
    brokerOrderId: id,
  }: Pick<AtVenue, 'brokerOrderId'>): Promise<Asked<OrderFields | undefined>> {
    const answer = await ask(oneAnswer, `orders/historical/${encodeURIComponent(id)}`);
    if (!answer.ok) return answer.error.isUnknown === true ? ok(undefined) : answer;
    const { order } = answer.value;
    return order.order_id === id
      ? ok(order)
      : err(notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'order.order_id: it is of another order' }));
  }

  async function findOwn(order: Order): Promise<Asked<OrderFields | undefined>> {
    const isIt = (each: OrderFields) => namedOf(each) === order.clientOrderId;
    const decided = Math.min(order.createdAt, venueTime());
    const since = new Date(Math.max(decided - earlierMs, 0)).toISOString();
    // All that is traded in its book: under which of its names the venue lists it proves nothing.
    const own = symbolOf(order.instrumentId);
    const products = productsOf(own).filter((product) => product === own || isListed(product));
    const listed = await list(
      [...products.map((product): Query[number] => ['product_ids', product]), ['start_date', since]],
      isIt,
    );
    return listed.ok ? ok(listed.value.find(isIt)) : listed;
  }

  /** Everything about an order that was found. As long as not all of its fills are told, nothing is. */
  async function tell(order: OrderFields | undefined): Promise<Told> {
    if (order === undefined) return ok([]);
    const none = order.filled_size.isZero();
    const answer = none ? ok([]) : await fillsOf([['order_ids', order.order_id]]);
    if (!answer.ok) return answer;
    const own = answer.value.filter(({ order_id: of }) => of === order.order_id);
    const fills = sized(order, own);
    const filled = Decimal.sum(fills.map(({ quantity }) => quantity));
    if (fills.length < own.length || !filled.equals(order.filled_size))
      return err(notAnswered({ code: 'FILLS_NOT_TOLD', order: order.order_id }));
    return ok(reportsOf(order, fills, origin()));
  }

  async function queryAtVenue(order: AtVenue): Promise<Told> {
    const found = await find(order);
    return found.ok ? tell(found.value) : found;
  }

  return {
    findOwn,
    queryAtVenue,
    async query(order) {
      const { brokerOrderId: id = '' } = order;
      const known = id === '' ? ok(undefined) : await find({ brokerOrderId: id });
      const found = known.ok && known.value === undefined && !order.external ? await findOwn(order) : known;
      return found.ok ? tell(found.value) : found;
    },
    /** "OPEN" leaves out those that wait: to be open, which are asked for first, to be edited, or to be cancelled. */
    async openOrders() {
      const all = new Map<string, OrderFields>();
      for (const status of ['PENDING', 'QUEUED', 'OPEN', 'EDIT_QUEUED', 'CANCEL_QUEUED']) {
        const listed = await list([['order_status', status]]);
        if (!listed.ok) return listed;
        for (const order of listed.value) all.set(order.order_id, order);
      }
      return ok(
        [...all.values()]
          .filter((order) => isListed(order.product_id) && !isEnded(order))
          .map((order) => {
            const { executed, ...seen } = seenOf(order);
            const quantity = quantityOf(order);
            return { ...seen, clientOrderId: namedOf(order), quantity, filledQuantity: executed };
          }),
      );
    },
    async fillsSince(instrument, { after, since }) {
      const last = told.get(instrument);
      const isLast = last !== undefined && last.trade_id === after;
      const from = isLast ? Date.parse(`${last.sequence_timestamp}Z`) : since;
      const product = symbolOf(instrument);
      const query: Query = [
        ['product_ids', product],
        ['start_sequence_timestamp', new Date(Math.max(from - 1, 0)).toISOString()],
      ];
      const answer = await fillsOf(query, after);
      if (!answer.ok) return answer;
      const fills = answer.value.filter(({ product_id: of }) => of === product);
      const newest = fills.at(-1);
      if (newest !== undefined) told.set(instrument, newest);
      const next = fills.findIndex(({ trade_id: id }) => id === after) + 1;
      return ok(
        fills.slice(next).map(({ order_id, trade_id }) => ({
          instrumentId: instrument,
          brokerOrderId: order_id,
          venueTradeId: trade_id,
        })),
      );
    },
    balances: () =>
      readBalances(
        ({ query }) => ask(accountsAnswer, 'accounts', query),
        (said): NotAnswered => notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said }),
      ),
  };
}

type Sized = FillFields & { readonly quantity: Decimal };

/** A share of all that an order traded: by as much the last size may differ from what is left, since sizes are rounded. */
const tolerated = Decimal.from('0.001');

/**
 * A size may be told in the quote currency: of an order that has ended, the last fill is what is left of all that it filled.
 * Where that is not what the fill says either, its size means something else, and nothing is told.
 */
function sized(order: OrderFields, fills: readonly FillFields[]): readonly Sized[] {
  const isWhole = isEnded(order) && order.number_of_fills === fills.length;
  let left = order.filled_size;
  return fills.flatMap((fill, at): readonly Sized[] => {
    if (!fill.size_in_quote) return [{ ...fill, quantity: fill.size }];
    if (!isWhole || !fill.price.isPositive()) return [];
    const told = fill.size.dividedBy(fill.price, places, 'half-even');
    const quantity = at === fills.length - 1 ? left : told;
    left = left.minus(quantity);
    // It is of none, or of more than was filled.
    if (!quantity.isPositive() || left.isNegative()) return [];
    const isTrue = quantity.minus(told).abs().atMost(order.filled_size.times(tolerated));
    return isTrue ? [{ ...fill, quantity }] : [];
  });
}
