import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { symbolOf } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { marketLimit } from '#src/domain/market-limit.ts';
import { refusal } from '#src/domain/matching/refusal.ts';
import type { Order } from '#src/domain/order.ts';
import type { ReportSource } from '#src/domain/order-report.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { notOpen, notUnderstood, type RestFailure } from '#src/infrastructure/venues/meaning.ts';
import {
  createRemoteTrading,
  originsOf,
  type HeardOrder,
  type OrderDialect,
  type ReportOrigin,
  type Send,
} from '#src/infrastructure/venues/remote-trading.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { openUserStream } from '#src/infrastructure/venues/user-stream.ts';
import { firstIssue, positiveOrNone } from '#src/infrastructure/venues/wire-values.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import type { GeminiConfig } from './gemini-config.ts';
import { createOrderQuestions } from './order-questions.ts';
import { nameParameters, orderAnswer, placeParameters, reportsOf, seenOf } from './order-wire.ts';
import { geminiRest, handshakeHeaders, type Parameters } from './rest-dialect.ts';
import { parseUserMessage } from './user-events.ts';

/** What the venue takes as an id of ours (docs.gemini.com/client-order-id). */
const sendableId = /^[:\-_.#a-zA-Z0-9]{1,36}$/u;
/** A nonce is taken for half a minute before and after its second; a margin for both clocks. */
const notPlacedAfter = 30_000 + 1_000 + 9_000;
/** An order that moves its market by more is ended by the venue itself (ExceedsPriceLimits). */
const marketReach = Decimal.from('0.05');

const level = z.object({ price: positiveOrNone });
const book = z.object({ bids: z.array(level).max(10), asks: z.array(level).max(10) });
/** It cancels the orders of a key of its kind of which it has heard nothing for 30 seconds (developer.gemini.com, heartbeat). */
const heartbeat = { everyMs: 10_000, lastsMs: 30_000 };
const subscription = { id: 'orders', method: 'subscribe', params: ['orders@account'] };

type Needs = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: GeminiConfig;
};

export function createGeminiTrading(needs: Needs): ExchangeClient {
  const { account, clock, config } = needs;
  const originOf = originsOf(needs);
  return createRemoteTrading<Parameters>({
    ...needs,
    capabilities: { amends: false, notPlacedAfter, marketReach, isRemote: true },
    signIn(key) {
      if (key.key.reveal().startsWith('master-')) return err('it is a master key, and not one of an account');
      const rest = createSignedRest({ config, dialect: geminiRest({ config, key, clock }), clock });
      return ok({
        rest,
        deadMansSwitch: account.deadMansSwitch
          ? { ...heartbeat, renew: () => rest.send('POST', '/v1/heartbeat', {}) }
          : undefined,
        // The socket's handshake only fails; this says why.
        check: async () => {
          const roles = await rest.send('POST', '/v1/roles', {});
          return roles.ok || roles.error.meaning !== 'clock'
            ? roles
            : err({
                ...roles.error,
                meaning: 'key',
                said: `its nonce is not time-based: ${roles.error.said}`,
              });
        },
        openStream: (events) =>
          openUserStream({
            ...events,
            config,
            clock,
            address: config.socketUrl,
            headers: handshakeHeaders(key, rest.time()),
            subscribe: () => JSON.stringify(subscription),
            parse: (frame) => parseUserMessage(frame, subscription.id, originOf('stream')),
          }),
      });
    },
    dialect: (send) => ordersOf(send, originOf),
  });
}

function ordersOf(send: Send<Parameters>, originOf: (source: ReportSource) => ReportOrigin): OrderDialect {
  const { find, ...questions } = createOrderQuestions({ send, origin: () => originOf('query') });

  async function told(
    path: string,
    parameters: Parameters,
  ): Promise<Result<HeardOrder & { readonly isEnded: boolean }, RestFailure>> {
    const answer = await send('POST', path, parameters);
    if (!answer.ok) return answer;
    const read = orderAnswer.safeParse(answer.value);
    if (!read.success) return err(notUnderstood(firstIssue(read.error)));
    const order = read.data;
    const isEnded = !order.is_live && order.reason !== 'Requested';
    // It says how much is filled, and not how: that is asked for, with the end.
    const reports = reportsOf(order, originOf('answer'));
    const whole = order.executed_amount.isZero() ? reports : reports.slice(0, 1);
    return ok({ order: seenOf(order), reports: whole, isEnded });
  }

  /** Of a market order, which the venue does not know: as far as its best price may move, and on the step. */
  async function protectedPrice({ side }: Order, instrument: Instrument): Promise<Decimal | undefined> {
    const best = { limit_bids: 1n, limit_asks: 1n };
    const answer = await send('GET', `/v1/book/${instrument.symbol.toLowerCase()}`, best);
    const { data } = book.safeParse(answer.ok ? answer.value : undefined);
    const [first] = (side === 'BUY' ? data?.asks : data?.bids) ?? [];
    return first && marketLimit(first.price, marketReach, side, instrument);
  }

  return {
    questions,
    refusalOf({ clientOrderId, type, timeInForce }) {
      if (!sendableId.test(clientOrderId))
        throw new TypeError(`${clientOrderId} is no id that the venue takes`);
      if (type === 'STOP') return refusal({ code: 'NO_MARKET_STOPS' });
      if (timeInForce === 'DAY' && type !== 'MARKET') return refusal({ code: 'NO_DAY_ORDERS' });
      // "No options can be applied to stop-limit orders at this time" (developer.gemini.com, create new order).
      if (type === 'STOP_LIMIT' && timeInForce !== 'GTC')
        return refusal({ code: 'TIME_IN_FORCE_NOT_ALLOWED' });
      return undefined;
    },
    async place(order, instrument) {
      const price = order.limitPrice ?? (await protectedPrice(order, instrument));
      if (price === undefined) return err(refusal({ code: 'NO_MARKET_DATA', symbol: instrument.symbol }));
      return told('/v1/order/new', placeParameters(order, symbolOf(order.instrumentId), price));
    },
    /** By the venue's number: it takes no other name for it here. */
    async cancel(order) {
      let id = order.brokerOrderId;
      if (id === undefined) {
        const found = await find(nameParameters(order));
        if (!found.ok) return err(notUnderstood('it is not known how the venue numbers it'));
        id = found.value?.order_id;
      }
      if (id === undefined) return err(notOpen('OrderNotFound', 'the venue has no such order'));
      const answer = await told('/v1/order/cancel', { order_id: BigInt(id) });
      if (!answer.ok || !answer.value.isEnded) return answer;
      // "the message will succeed but have no effect": what had ended by itself was not cancelled.
      return err(notOpen('OrderNotOpen', 'it had ended already'));
    },
  };
}
