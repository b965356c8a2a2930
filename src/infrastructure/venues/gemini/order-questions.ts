import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { symbolOf, type InstrumentId } from '#src/domain/ids.ts';
import { mostWorking, type Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { notAnswered } from '#src/infrastructure/venues/meaning.ts';
import type { Questions, ReportOrigin, Send } from '#src/infrastructure/venues/remote-trading.ts';
import { amount, asset, firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import { fillsAtOnce, type NotAnswered, type Told } from '#src/ports/exchange-client.ts';
import {
  countedTrades,
  nameParameters,
  namedOf,
  orderAnswer,
  ownTrade,
  reportsOf,
  seenOf,
  type OrderFields,
  type OwnTrade,
} from './order-wire.ts';
import type { Parameters } from './rest-dialect.ts';

/** The most that the venue gives in one answer. */
const page = 500;
/** Before an order was decided here: the clocks may differ. */
const earlierMs = 10 * 60_000;

/** No more than a record is opened with. */
const orders = z.array(orderAnswer).max(mostWorking);
/** POST /v1/balances */
export const balancesAnswer = z
  .array(z.object({ currency: asset, amount }))
  .max(10_000)
  .transform((all) => all.map(({ currency, amount: quantity }) => ({ currency, quantity })));

type Needs = {
  readonly send: Send<Parameters>;
  readonly origin: () => ReportOrigin;
};

export type GeminiQuestions = Questions & {
  /** Undefined where the venue says that there is none. */
  find(named: Parameters): Promise<Result<OrderFields | undefined, NotAnswered>>;
};

/** What of an account's orders is asked for. Nothing here changes anything at the venue. */
export function createOrderQuestions({ send, origin }: Needs): GeminiQuestions {
  /** When the last fill was that was told of each market: what was before it is not asked for again. */
  const told = new Map<InstrumentId, OwnTrade>();

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    path: string,
    parameters: Parameters,
  ): Promise<Result<z.output<Shape>, NotAnswered & { readonly venueCode: string }>> {
    const answer = await send('POST', path, parameters);
    if (!answer.ok) return err({ ...notAnswered(answer.error.why), venueCode: answer.error.venueCode });
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err({
          ...notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) }),
          venueCode: '',
        });
  }

  async function find(named: Parameters): Promise<Result<OrderFields | undefined, NotAnswered>> {
    const answer = await ask(orderAnswer, '/v1/order/status', { ...named, include_trades: true });
    return answer.ok || answer.error.venueCode !== 'OrderNotFound' ? answer : ok(undefined);
  }

  /** From that moment on and after that trade, oldest first, no more than are held at once: pages overlap, since many may have happened in one millisecond. */
  async function tradesFrom(
    symbol: string,
    since: number,
    after = '0',
  ): Promise<Result<readonly OwnTrade[], NotAnswered>> {
    const all = new Map<string, OwnTrade>();
    for (let from = since; ;) {
      const answer = await ask(z.array(ownTrade).max(page), '/v1/mytrades', {
        symbol: symbol.toLowerCase(),
        limit_trades: BigInt(page),
        timestamp: BigInt(from),
      });
      if (!answer.ok) return answer;
      for (const trade of answer.value) if (BigInt(trade.tid) > BigInt(after)) all.set(trade.tid, trade);
      if (answer.value.length < page || all.size >= fillsAtOnce) return ok(countedTrades([...all.values()]));
      const last = Math.max(...answer.value.map(({ timestampms }) => timestampms));
      if (last <= from)
        return err(
          notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'its trades come again instead of the next' }),
        );
      from = last;
    }
  }

  /** Everything about an order that was found. As long as not all of its fills are told, nothing is. */
  function tell(order: OrderFields): Told {
    const filled = Decimal.sum(countedTrades(order.trades ?? []).map((trade) => trade.amount));
    if (filled.lessThan(order.executed_amount))
      return err(notAnswered({ code: 'FILLS_NOT_TOLD', order: order.order_id }));
    return ok(reportsOf(order, origin()));
  }

  /**
   * An order of ours that the venue does not find by its id: it may be open, have ended, or have traded, all the same. Empty
   * where it is in none of these.
   */
  async function lookFurther({ instrumentId, clientOrderId: own, createdAt }: Order): Promise<Told> {
    const since = BigInt(Math.max(createdAt - earlierMs, 0));
    const open = await ask(orders, '/v1/orders', {});
    if (!open.ok) return open;
    const limit = { limit_orders: BigInt(page), timestamp: since };
    const ended = await ask(orders, '/v1/orders/history', limit);
    if (!ended.ok) return ended;
    if (ended.value.length >= page) return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
    const traded = await tradesFrom(symbolOf(instrumentId), Number(since));
    if (!traded.ok) return traded;
    if (traded.value.length >= fillsAtOnce) return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
    const found = [...open.value, ...ended.value, ...traded.value].find(
      (each) => each.client_order_id === own,
    );
    if (found === undefined) return ok([]);
    const order = await find({ order_id: BigInt(found.order_id) });
    if (!order.ok) return order;
    return order.value === undefined
      ? err(
          notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'it tells of the order, and does not find it' }),
        )
      : tell(order.value);
  }

  return {
    find,
    async query(order) {
      const found = await find(nameParameters(order));
      if (!found.ok) return found;
      if (found.value !== undefined) return tell(found.value);
      return order.external ? ok([]) : lookFurther(order);
    },
    async queryAtVenue({ brokerOrderId }) {
      const found = await find({ order_id: BigInt(brokerOrderId) });
      if (!found.ok) return found;
      return found.value === undefined ? ok([]) : tell(found.value);
    },
    async openOrders() {
      const open = await ask(orders, '/v1/orders', {});
      if (!open.ok) return open;
      return ok(
        open.value.map((order) => {
          const { executed, ...atVenue } = seenOf(order);
          const quantity = order.original_amount ?? executed;
          return { ...atVenue, clientOrderId: namedOf(order), quantity, filledQuantity: executed };
        }),
      );
    },
    async fillsSince(instrument, { after, since }) {
      const last = told.get(instrument);
      const from = last !== undefined && last.tid === after ? last.timestampms : since;
      const trades = await tradesFrom(symbolOf(instrument), Math.max(from, 0), after);
      if (!trades.ok) return trades;
      const newest = trades.value.at(-1);
      if (newest !== undefined) told.set(instrument, newest);
      return ok(
        trades.value.map((trade) => ({
          instrumentId: instrument,
          brokerOrderId: trade.order_id,
          venueTradeId: trade.tid,
        })),
      );
    },
    balances: () => ask(balancesAnswer, '/v1/balances', {}),
  };
}
