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
import { sentId } from './client-id.ts';
import { krakenSwitch } from './dead-mans-switch.ts';
import type { KrakenConfig } from './kraken-config.ts';
import { createOrderQuestions } from './order-questions.ts';
import { placeParameters } from './order-wire.ts';
import { readPairs, type Pairs } from './pairs.ts';
import { keyInfo, problemOfKey } from './key-info.ts';
import { sendInTurn } from './key-turns.ts';
import { addOrder, cancelOrder, deadlineMs, krakenRest, type Parameters } from './rest-dialect.ts';
import { createUserEvents } from './user-events.ts';

/** Its deadline, and a margin for both clocks, of which the venue's is told in whole seconds. */
const notPlacedAfter = deadlineMs + 10_000;
const subscription = 1;

const tokenAnswer = z.object({ result: z.object({ token: z.string().min(1).max(1_000) }) });
const placedAnswer = z.object({ result: z.object({ txid: z.array(name).min(1).max(1) }) });
const cancelledAnswer = z.object({ result: z.object({ count: z.string() }) });

type Needs = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: KrakenConfig;
};

export function createKrakenTrading(needs: Needs): ExchangeClient {
  const { account, clock, config } = needs;
  let pairs: Pairs | undefined;
  const originOf = originsOf(needs);
  return createRemoteTrading<Parameters>({
    ...needs,
    capabilities: { amends: false, notPlacedAfter, marketReach: undefined, isRemote: true },
    signIn(key) {
      const own = createSignedRest({ config, dialect: krakenRest({ config, key }), clock });
      const closing = new AbortController();
      const rest: typeof own = {
        ...own,
        send: sendInTurn(own.send, clock, closing.signal),
        close() {
          closing.abort();
          own.close();
        },
      };
      let token = '';
      return ok({
        rest,
        deadMansSwitch: account.deadMansSwitch ? krakenSwitch(rest.send) : undefined,
        // The names by which answers call a market, and what the stream is opened with.
        check: async () => {
          const listed = await rest.send('GET', '/0/public/AssetPairs', {});
          if (!listed.ok) return listed;
          pairs = readPairs(listed.value);
          if (pairs === undefined) return err(notUnderstood('its list of markets cannot be read'));
          const info = await rest.send('POST', '/0/private/GetApiKeyInfo', {});
          if (!info.ok) return info;
          const told = keyInfo.safeParse(info.value);
          if (!told.success) return err(notUnderstood(firstIssue(told.error)));
          const problem = problemOfKey(told.data.result);
          if (problem !== undefined) return err(refusedKey(problem));
          const answer = await rest.send('POST', '/0/private/GetWebSocketsToken', {});
          if (!answer.ok) return answer;
          const read = tokenAnswer.safeParse(answer.value);
          if (!read.success) return err(notUnderstood(firstIssue(read.error)));
          ({ token } = read.data.result);
          return answer;
        },
        openStream: (events) =>
          openUserStream({
            ...events,
            config,
            clock,
            address: config.privateUrl,
            subscribe: () =>
              JSON.stringify({
                method: 'subscribe',
                params: { channel: 'executions', token, snap_orders: true, snap_trades: false },
                req_id: subscription,
              }),
            parse: createUserEvents(subscription, () => originOf('stream')),
          }),
      });
    },
    dialect: (send) => ordersOf(send, { pairs: () => pairs, originOf }),
  });
}

type OrderNeeds = {
  readonly pairs: () => Pairs | undefined;
  readonly originOf: (source: ReportSource) => ReportOrigin;
};

function ordersOf(send: Send<Parameters>, { originOf, ...needs }: OrderNeeds): OrderDialect {
  return {
    questions: createOrderQuestions({ ...needs, send, origin: () => originOf('query') }),
    refusalOf({ clientOrderId, type, timeInForce }) {
      sentId(clientOrderId);
      if (type === 'MARKET') return undefined;
      if (timeInForce === 'DAY') return refusal({ code: 'NO_DAY_ORDERS' });
      // AddOrder, `timeinforce`: GTC, IOC and GTD; a stop rests until it is triggered.
      return timeInForce === 'GTC' || (timeInForce === 'IOC' && type === 'LIMIT')
        ? undefined
        : refusal({ code: 'TIME_IN_FORCE_NOT_ALLOWED' });
    },
    async place(order) {
      const { instrumentId, clientOrderId } = order;
      const answer = await send('POST', addOrder, placeParameters(order, symbolOf(instrumentId)));
      if (!answer.ok) return answer;
      const read = placedAnswer.safeParse(answer.value);
      const [brokerOrderId] = read.data?.result.txid ?? [];
      if (brokerOrderId === undefined) return err(notUnderstood('it is not said how the venue numbers it'));
      const origin = originOf('answer');
      const placed = { instrumentId, brokerOrderId, executed: Decimal.zero };
      // What traded at once is told by the stream, and asked for.
      const reports = [
        { ...origin, clientOrderId, brokerOrderId, time: origin.receivedAt, type: 'accepted' as const },
      ];
      return ok({ order: placed, reports });
    },
    async cancel({ instrumentId, brokerOrderId, clientOrderId }) {
      const named: Parameters =
        brokerOrderId === undefined ? { cl_ord_id: sentId(clientOrderId) } : { txid: brokerOrderId };
      const answer = await send('POST', cancelOrder, named);
      if (!answer.ok) return answer;
      const read = cancelledAnswer.safeParse(answer.value);
      if (!read.success) return err(notUnderstood(firstIssue(read.error)));
      if (read.data.result.count === '0')
        return err(notOpen('EOrder:Unknown order', 'the venue has no such open order'));
      // Its end is told by the stream.
      const order = { instrumentId, brokerOrderId: brokerOrderId ?? clientOrderId, executed: Decimal.zero };
      return ok({ order, reports: [] });
    },
  };
}
