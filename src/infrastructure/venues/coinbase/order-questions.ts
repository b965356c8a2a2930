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
  reportsOf,
  seenOf,
  type FillFields,
  type OrderFields,
} from './order-wire.ts';
import { root, type Parameters } from './rest-dialect.ts';

const page = 100;
/** Before an order was decided here: the clocks may differ. */
const earlierMs = 10 * 60_000;
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
  /** Whether it is one of the products that have a book of their own. */
  readonly isListed: (productId: string) => boolean;
  readonly origin: () => ReportOrigin;
};

type Finding = {
  /** An order of ours whose number is not known: it is looked for among all of its product since it was decided. */
  findOwn(order: Order): Promise<Asked<OrderFields | undefined>>;
};

/** What of an account's orders is asked for. Nothing here changes anything at the venue. */
export function createOrderQuestions({ send, isListed, origin }: Needs): Questions & Finding {
  /** When each instrument's newest fill was that has been told. */
  const told = new Map<InstrumentId, Pick<FillFields, 'trade_id' | 'trade_time'>>();

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

  /** In their order. What is taken back or corrected is not known to be one. */
  async function fillsOf(query: Query): Promise<Asked<readonly FillFields[]>> {
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
      if (cursor === '' || answer.value.fills.length === 0) return ok(inOrder([...all.values()]));
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
    return ok(answer.value.order);
  }

  async function findOwn(order: Order): Promise<Asked<OrderFields | undefined>> {
    const isIt = (each: OrderFields) => namedOf(each) === order.clientOrderId;
    const since = new Date(Math.max(order.createdAt - earlierMs, 0)).toISOString();
    const listed = await list(
      [
        ['product_ids', symbolOf(order.instrumentId)],
        ['start_date', since],
      ],
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
    const fills = sized(order, answer.value);
    const filled = Decimal.sum(fills.map(({ quantity }) => quantity));
    if (!filled.equals(order.filled_size))
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
    /** "OPEN" leaves out those that wait to be: they are asked for first, since they become open. */
    async openOrders() {
      const all = new Map<string, OrderFields>();
      for (const status of ['PENDING', 'QUEUED', 'OPEN', 'CANCEL_QUEUED']) {
        const listed = await list([['order_status', status]]);
        if (!listed.ok) return listed;
        for (const order of listed.value) all.set(order.order_id, order);
      }
      return ok(
        [...all.values()]
          .filter(({ product_id: product }) => isListed(product))
          .map((order) => {
            const { executed, ...seen } = seenOf(order);
            const [terms] = Object.values(order.order_configuration ?? {});
            const quantity = Decimal.max(terms?.base_size ?? Decimal.zero, executed);
            return { ...seen, clientOrderId: namedOf(order), quantity, filledQuantity: executed };
          }),
      );
    },
    async fillsSince(instrument, { after, since }) {
      const last = told.get(instrument);
      const from = last !== undefined && last.trade_id === after ? last.trade_time : since;
      const fills = await fillsOf([
        ['product_ids', symbolOf(instrument)],
        ['start_sequence_timestamp', new Date(Math.max(from - 1, 0)).toISOString()],
      ]);
      if (!fills.ok) return fills;
      const newest = fills.value.at(-1);
      if (newest !== undefined) told.set(instrument, newest);
      const next = fills.value.findIndex(({ trade_id: id }) => id === after) + 1;
      return ok(
        fills.value.slice(next).map(({ order_id, trade_id }) => ({
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

/** A size may be told in the quote currency: of an order that has ended, the last fill is what is left of all that it filled. */
function sized(order: OrderFields, fills: readonly FillFields[]): readonly Sized[] {
  const isWhole = isEnded(order) && order.number_of_fills === fills.length;
  let left = order.filled_size;
  return fills.flatMap((fill, at): readonly Sized[] => {
    if (!fill.size_in_quote) return [{ ...fill, quantity: fill.size }];
    if (!isWhole || !fill.price.isPositive()) return [];
    const quantity = at === fills.length - 1 ? left : fill.size.dividedBy(fill.price, places, 'half-even');
    left = left.minus(quantity);
    // It is of none, or of more than was filled.
    if (!quantity.isPositive() || left.isNegative()) return [];
    return [{ ...fill, quantity }];
  });
}
