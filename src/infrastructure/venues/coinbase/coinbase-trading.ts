import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { symbolOf } from '#src/domain/ids.ts';
import { refusal } from '#src/domain/matching/refusal.ts';
import type { ReportSource } from '#src/domain/order-report.ts';
import { err, ok } from '#src/domain/result.ts';
import { notOpen, notUnderstood, refusedKey } from '#src/infrastructure/venues/meaning.ts';
import {
  createRemoteTrading,
  originsOf,
  type OrderDialect,
  type ReportOrigin,
  type Send,
} from '#src/infrastructure/venues/remote-trading.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { openUserStream } from '#src/infrastructure/venues/user-stream.ts';
import { firstIssue, name } from '#src/infrastructure/venues/wire-values.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import type { CoinbaseConfig } from './coinbase-config.ts';
import { tokenLifeMs, tokenMaker } from './jwt.ts';
import { keyPermissions, problemOfKey } from './key-permissions.ts';
import { meaningOf } from './order-errors.ts';
import { createOrderQuestions } from './order-questions.ts';
import { placeBody } from './order-wire.ts';
import { readProducts } from './products.ts';
import { coinbaseRest, root, type Parameters } from './rest-dialect.ts';
import { createUserEvents } from './user-events.ts';

/** What comes later is not authenticated; a margin for both clocks, and for what is listed to be behind. */
const notPlacedAfter = tokenLifeMs + 10_000;

const placedAnswer = z.object({
  success: z.literal(true),
  success_response: z.object({
    order_id: name,
    product_id: name,
    side: z.enum(['BUY', 'SELL']),
    client_order_id: name,
  }),
});
const cancelledAnswer = z.object({
  results: z
    .array(z.object({ success: z.boolean(), failure_reason: z.string().default(''), order_id: name }))
    .min(1)
    .max(1),
});

type Needs = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: CoinbaseConfig;
};

export function createCoinbaseTrading(needs: Needs): ExchangeClient {
  const { clock, config } = needs;
  let listed: ReadonlySet<string> = new Set();
  let venueTime = () => clock.now();
  const originOf = originsOf(needs);
  return createRemoteTrading<Parameters>({
    ...needs,
    capabilities: { amends: false, notPlacedAfter, marketReach: undefined, isRemote: true },
    signIn(key) {
      const makeToken = tokenMaker(key);
      if (makeToken === undefined) return err('its secret is no private key of ECDSA (P-256) or Ed25519');
      const rest = createSignedRest({ config, dialect: coinbaseRest({ config, makeToken }), clock });
      venueTime = () => rest.time();
      return ok({
        rest,
        // What the key may do, and which products there are.
        check: async () => {
          const info = await rest.send('GET', `${root}/key_permissions`, {});
          if (!info.ok) return info;
          const told = keyPermissions.safeParse(info.value);
          if (!told.success) return err(notUnderstood(firstIssue(told.error)));
          const problem = problemOfKey(told.data);
          if (problem !== undefined) return err(refusedKey(problem));
          const answer = await rest.send('GET', `${root}/market/products`, {
            query: [['product_type', 'SPOT']],
          });
          if (!answer.ok) return answer;
          const products = readProducts(answer.value);
          if (products === undefined) return err(notUnderstood('its list of products cannot be read'));
          listed = new Set(products.map(({ symbol }) => symbol));
          return answer;
        },
        openStream: (events) =>
          openUserStream({
            ...events,
            config,
            clock,
            address: config.userUrl,
            subscribe: () =>
              JSON.stringify({ type: 'subscribe', channel: 'user', jwt: makeToken(rest.time()) }),
            parse: createUserEvents(),
          }),
      });
    },
    dialect: (send) =>
      ordersOf(send, {
        isListed: (product) => listed.has(product),
        venueTime: () => venueTime(),
        originOf,
      }),
  });
}

type OrderNeeds = {
  readonly isListed: (productId: string) => boolean;
  readonly venueTime: () => number;
  readonly originOf: (source: ReportSource) => ReportOrigin;
};

function ordersOf(send: Send<Parameters>, { originOf, ...needs }: OrderNeeds): OrderDialect {
  const { findOwn, ...questions } = createOrderQuestions({ ...needs, send, origin: () => originOf('query') });
  return {
    questions,
    refusalOf({ type, timeInForce }) {
      // create-order, `order_configuration`: a stop has a limit price, and lives until it is cancelled.
      if (type === 'STOP') return refusal({ code: 'NO_MARKET_STOPS' });
      if (timeInForce === 'DAY' && type !== 'MARKET') return refusal({ code: 'NO_DAY_ORDERS' });
      if (type === 'STOP_LIMIT' && timeInForce !== 'GTC')
        return refusal({ code: 'TIME_IN_FORCE_NOT_ALLOWED' });
      return undefined;
    },
    async place(order) {
      const { instrumentId, clientOrderId, side } = order;
      const product = symbolOf(instrumentId);
      const answer = await send('POST', `${root}/orders`, { body: placeBody(order, product) });
      if (!answer.ok) return answer;
      const read = placedAnswer.safeParse(answer.value);
      if (!read.success) return err(notUnderstood(firstIssue(read.error)));
      const { order_id: brokerOrderId, ...there } = read.data.success_response;
      // An id that it knows is answered with the order that has it.
      if (there.client_order_id !== clientOrderId || there.product_id !== product || there.side !== side)
        return err(notUnderstood('the answer is about another order'));
      const origin = originOf('answer');
      const placed = { instrumentId, brokerOrderId, executed: Decimal.zero };
      // What traded at once is told by the stream, and asked for.
      const reports = [
        { ...origin, clientOrderId, brokerOrderId, time: origin.receivedAt, type: 'accepted' as const },
      ];
      return ok({ order: placed, reports });
    },
    /** By the venue's number: it takes no other name for it. */
    async cancel(order) {
      let id = order.brokerOrderId;
      if (id === undefined) {
        const found = await findOwn(order);
        if (!found.ok) return err(notUnderstood('it is not known how the venue numbers it'));
        id = found.value?.order_id;
      }
      if (id === undefined) return err(notOpen('UNKNOWN_CANCEL_ORDER', 'the venue has no such order'));
      const answer = await send('POST', `${root}/orders/batch_cancel`, { body: { order_ids: [id] } });
      if (!answer.ok) return answer;
      const read = cancelledAnswer.safeParse(answer.value);
      const [result] = read.data?.results ?? [];
      if (result?.order_id !== id) return err(notUnderstood('the answer is about another order'));
      // "success" is that the cancel was asked for: its end is told by the stream.
      if (result.success)
        return ok({
          order: { instrumentId: order.instrumentId, brokerOrderId: id, executed: Decimal.zero },
          reports: [],
        });
      const { failure_reason: reason } = result;
      return err(
        meaningOf(200, reason) === 'ask'
          ? notOpen(reason, reason)
          : notUnderstood(`it was not cancelled: ${reason}`),
      );
    },
  };
}
