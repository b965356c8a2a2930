import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, symbolOf, type AccountId } from '#src/domain/ids.ts';
import { mostWorking, type Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import {
  fillsAtOnce,
  type AtVenue,
  type NotAnswered,
  type Told,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import { notAnswered } from '#src/infrastructure/venues/meaning.ts';
import type { Questions, Send } from '#src/infrastructure/venues/remote-trading.ts';
import {
  atVenue,
  fillOfTrade,
  idOf,
  nameParameters,
  orderAnswer,
  ownTrade,
  reportsOf,
  type OrderFields,
  type OwnTrade,
} from './order-wire.ts';
import type { Parameters } from './rest-dialect.ts';
import { firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import { accountBalances } from './answers.ts';

/** The most that the venue gives in one answer. */
const page = 1_000;
/** Of one order: some 100 MB. */
const mostTrades = 200_000;
const dayMs = 86_400_000;
/** Before an order was decided here: the clocks may differ. */
const earlierMs = 10 * 60_000;
/** Orders whose trades may be those of one that is looked for. */
const mostCandidates = 50;

/** No more than a record is opened with. */
const openOrders = z.array(orderAnswer).max(mostWorking);

type Needs = {
  readonly send: Send<Parameters>;
  readonly accountId: AccountId;
  readonly clock: Pick<Clock, 'now'>;
};

/** What of an account's orders is asked for. Nothing here changes anything at the venue. */
export function createOrderQuestions({ send, accountId, clock }: Needs): Questions {
  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    path: string,
    parameters: Parameters,
  ): Promise<Result<z.output<Shape>, NotAnswered & { readonly venueCode: string }>> {
    const answer = await send('GET', path, parameters);
    if (!answer.ok) return err({ ...notAnswered(answer.error.why), venueCode: answer.error.venueCode });
    const read = shape.safeParse(answer.value);
    return read.success
      ? ok(read.data)
      : err({
          ...notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: firstIssue(read.error) }),
          venueCode: '',
        });
  }

  /** Undefined where the venue says that there is none. */
  async function find(
    symbol: string,
    named: Parameters,
  ): Promise<Result<OrderFields | undefined, NotAnswered>> {
    const answer = await ask(orderAnswer, '/api/v3/order', { symbol, ...named });
    return answer.ok || answer.error.venueCode !== '-2013' ? answer : ok(undefined);
  }

  function trades(symbol: string, more: Parameters): Promise<Result<readonly OwnTrade[], NotAnswered>> {
    return ask(z.array(ownTrade).max(page), '/api/v3/myTrades', { symbol, limit: String(page), ...more });
  }

  /** From the first that `begun` gives to the last, page by page, or until there are enough. */
  async function tradesFrom(
    symbol: string,
    begun: Parameters,
    next: (last: OwnTrade) => Parameters,
    enough = Infinity,
  ): Promise<Result<readonly OwnTrade[], NotAnswered>> {
    const all: OwnTrade[] = [];
    for (let parameters = begun; ;) {
      const answer = await trades(symbol, parameters);
      if (!answer.ok) return answer;
      const before = all.at(-1);
      all.push(...answer.value);
      const last = answer.value.at(-1);
      if (last === undefined || answer.value.length < page) return ok(all);
      if (before !== undefined && BigInt(last.id) <= BigInt(before.id))
        return err(
          notAnswered({ code: 'ANSWER_NOT_UNDERSTOOD', said: 'its trades come again instead of the next' }),
        );
      if (all.length >= enough) return ok(all);
      if (all.length >= mostTrades) return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
      parameters = next(last);
    }
  }

  /** Everything about an order that was found. As long as not all of its fills are told, nothing is. */
  async function tell(order: OrderFields): Promise<Told> {
    const { symbol, orderId, executedQty } = order;
    const source = { accountId, source: 'query', receivedAt: clock.now() } as const;
    if (executedQty.isZero()) return ok(reportsOf(order, [], source));
    const own = await tradesFrom(symbol, { orderId }, ({ id }) => ({ orderId, fromId: after(id) }));
    if (!own.ok) return own;
    if (Decimal.sum(own.value.map(({ qty }) => qty)).lessThan(executedQty))
      return err(notAnswered({ code: 'FILLS_NOT_TOLD', order: orderId }));
    return ok(reportsOf(order, own.value.map(fillOfTrade), source));
  }

  /**
   * An order of ours that the venue does not find by its id: it may be open, or have traded, all the same. Empty where it is
   * in neither.
   */
  async function lookFurther({ instrumentId, clientOrderId: own, createdAt }: Order): Promise<Told> {
    const symbol = symbolOf(instrumentId);
    const open = await ask(openOrders, '/api/v3/openOrders', { symbol });
    if (!open.ok) return open;
    const found = open.value.find((order) => order.clientOrderId === own);
    if (found !== undefined) return tell(found);
    const from = Math.max(createdAt - earlierMs, 0);
    const since = await trades(symbol, { startTime: String(from), endTime: String(from + dayMs) });
    if (!since.ok) return since;
    const candidates = new Set(since.value.map(({ orderId }) => orderId));
    if (since.value.length >= page || candidates.size > mostCandidates)
      return err(notAnswered({ code: 'TOO_MANY_TO_LOOK_THROUGH' }));
    for (const orderId of candidates) {
      const candidate = await find(symbol, { orderId });
      if (!candidate.ok) return candidate;
      if (candidate.value?.clientOrderId === own) return tell(candidate.value);
    }
    return ok([]);
  }

  /** The oldest trade since that moment, where the newest thousand do not reach so far back. */
  async function firstSince(
    symbol: string,
    since: number,
  ): Promise<Result<OwnTrade | undefined, NotAnswered>> {
    for (let from = since; from <= clock.now(); from += dayMs) {
      const day = await trades(symbol, { startTime: String(from), endTime: String(from + dayMs - 1) });
      if (!day.ok) return day;
      if (day.value.length > 0) return ok(day.value[0]);
    }
    return ok(undefined);
  }

  async function tradesSince(
    symbol: string,
    since: number,
  ): Promise<Result<readonly OwnTrade[], NotAnswered>> {
    const newest = await trades(symbol, {});
    if (!newest.ok) return newest;
    const [oldest] = newest.value;
    const reaches = newest.value.length < page || (oldest !== undefined && oldest.time < since);
    if (reaches) return ok(newest.value.filter(({ time }) => time >= since));
    const first = await firstSince(symbol, since);
    if (!first.ok || first.value === undefined) return first.ok ? ok([]) : first;
    return tradesFrom(symbol, { fromId: first.value.id }, ({ id }) => ({ fromId: after(id) }), fillsAtOnce);
  }

  return {
    async query(order) {
      const found = await find(symbolOf(order.instrumentId), nameParameters(order));
      if (!found.ok) return found;
      if (found.value === undefined) return order.external ? ok([]) : lookFurther(order);
      const told = await tell(found.value);
      return told.ok ? ok([...told.value, ...amendmentOf(order, found.value, told.value)]) : told;
    },
    async queryAtVenue({ instrumentId, brokerOrderId: orderId }: AtVenue) {
      const found = await find(symbolOf(instrumentId), { orderId });
      if (!found.ok) return found;
      return found.value === undefined ? ok([]) : tell(found.value);
    },
    async openOrders() {
      const open = await ask(openOrders, '/api/v3/openOrders', {});
      if (!open.ok) return open;
      return ok(
        open.value.map((order) => ({
          ...atVenue(order),
          clientOrderId: clientOrderId(order.clientOrderId),
          quantity: order.origQty,
          filledQuantity: order.executedQty,
        })),
      );
    },
    async fillsSince(instrument, { after: last, since }) {
      const symbol = symbolOf(instrument);
      const told =
        last === undefined
          ? await tradesSince(symbol, since)
          : await tradesFrom(
              symbol,
              { fromId: after(last) },
              ({ id }) => ({ fromId: after(id) }),
              fillsAtOnce,
            );
      if (!told.ok) return told;
      return ok(
        told.value.map(({ id, orderId }) => ({
          instrumentId: idOf(symbol),
          brokerOrderId: orderId,
          venueTradeId: id,
        })),
      );
    },
    balances: () => ask(accountBalances, '/api/v3/account', { omitZeroBalances: 'true' }),
  };
}

/** One that was made less elsewhere: what the venue says of its quantity is later than what is known here. */
function amendmentOf(
  order: Order,
  found: OrderFields,
  [told]: readonly VenueReport[],
): readonly VenueReport[] {
  if (told?.placed === undefined || found.origQty.equals(order.quantity)) return [];
  const { quantity, limitPrice, stopPrice } = told.placed;
  const time = found.updateTime ?? told.time;
  return [{ ...told, type: 'amended', time, quantity, limitPrice, stopPrice }];
}

/** The trade's number after that one. */
function after(id: string): string {
  return String(BigInt(id) + 1n);
}
