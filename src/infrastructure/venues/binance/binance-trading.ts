import { refusal } from '#src/domain/matching/refusal.ts';
import { symbolOf } from '#src/domain/ids.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ReportSource } from '#src/domain/order-report.ts';
import { err, ok } from '#src/domain/result.ts';
import { notUnderstood } from '#src/infrastructure/venues/meaning.ts';
import {
  createRemoteTrading,
  originsOf,
  type HeardOrder,
  type OrderDialect,
  type ReportOrigin,
  type Send,
} from '#src/infrastructure/venues/remote-trading.ts';
import { openUserStream } from '#src/infrastructure/venues/user-stream.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { firstIssue } from '#src/infrastructure/venues/wire-values.ts';
import type { ExchangeClient, VenueReport } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import type { BinanceConfig } from './binance-config.ts';
import { createOrderQuestions } from './order-questions.ts';
import {
  fullAnswer,
  nameParameters,
  orderAnswer,
  placeParameters,
  reportsOf,
  seenOf,
  type OrderFields,
  type TimedFill,
} from './order-wire.ts';
import { binanceRest, type Parameters } from './rest-dialect.ts';
import { signatureWith } from './signature.ts';
import { parseUserMessage, subscription, type OrderEvent } from './user-events.ts';

/** What the venue takes as an id of ours. */
const sendableId = /^[A-Za-z0-9_-]{1,36}$/u;
/** A request that is older than its window is not taken; ten seconds at least, and as much again for both clocks. */
const leastDeadlineMs = 10_000;
const marginMs = 5_000;

type Needs = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'> & {
  readonly config: BinanceConfig;
};

export function createBinanceTrading(needs: Needs): ExchangeClient {
  const { account, clock, config } = needs;
  const originOf = originsOf(needs);
  return createRemoteTrading<Parameters>({
    ...needs,
    capabilities: {
      amends: false,
      notPlacedAfter: Math.max(config.receiveWindowMs, leastDeadlineMs) + marginMs,
      marketReach: undefined,
      isRemote: true,
    },
    signIn(key) {
      const sign = signatureWith(key.secret);
      if (sign === undefined) return err('its private key is not whole');
      const rest = createSignedRest({ config, dialect: binanceRest({ config, key, sign }), clock });
      const signed = () => {
        const named = { apiKey: key.key.reveal(), timestamp: rest.time() };
        return { ...named, signature: sign(`apiKey=${named.apiKey}&timestamp=${named.timestamp}`) };
      };
      return ok({
        rest,
        openStream: ({ onOrder, ...events }) =>
          openUserStream({
            ...events,
            config,
            clock,
            address: config.apiUrl,
            subscribe: () => JSON.stringify({ id: subscription, method: subscription, params: signed() }),
            parse: parseUserMessage,
            onOrder: (told: OrderEvent) => onOrder(heardOf(told, originOf('stream'))),
          }),
      });
    },
    dialect: (send) => ordersOf(send, createOrderQuestions({ send, accountId: account.id, clock }), originOf),
  });
}

function heardOf({ order, fill, isAmended }: OrderEvent, origin: ReportOrigin): HeardOrder {
  const reports = reportsOf(order, fill === undefined ? [] : [fill], origin);
  const [first] = reports;
  const told = { order: seenOf(order), fill: fill?.quantity };
  if (first?.placed === undefined) return { ...told, reports: [] };
  return { ...told, reports: isAmended ? [...reports, amended(first, first.placed, order)] : reports };
}

function ordersOf(
  send: Send<Parameters>,
  questions: OrderDialect['questions'],
  originOf: (source: ReportSource) => ReportOrigin,
): OrderDialect {
  return {
    questions,
    refusalOf(order) {
      if (!sendableId.test(order.clientOrderId))
        throw new TypeError(`${order.clientOrderId} is no id that the venue takes`);
      const isDay = order.timeInForce === 'DAY' && order.type !== 'MARKET';
      return isDay ? refusal({ code: 'NO_DAY_ORDERS' }) : undefined;
    },
    async place(order) {
      const symbol = symbolOf(order.instrumentId);
      const answer = await send('POST', '/api/v3/order', placeParameters(order, symbol));
      if (!answer.ok) return answer;
      const read = fullAnswer.safeParse(answer.value);
      if (!read.success) return err(notUnderstood(firstIssue(read.error)));
      const { fills, ...placed } = read.data;
      const origin = originOf('answer');
      const timed = fills.map(({ tradeId, price, qty, commission, commissionAsset }): TimedFill => ({
        time: placed.transactTime ?? origin.receivedAt,
        venueTradeId: tradeId,
        price,
        quantity: qty,
        fee: { currency: commissionAsset, amount: commission },
        liquidity: 'TAKER',
        venueSequence: undefined,
      }));
      const fill = Decimal.sum(timed.map(({ quantity }) => quantity));
      return ok({ order: seenOf(placed), fill, reports: reportsOf(placed, timed, origin) });
    },
    async cancel(order) {
      const symbol = symbolOf(order.instrumentId);
      const answer = await send('DELETE', '/api/v3/order', { symbol, ...nameParameters(order) });
      if (!answer.ok) return answer;
      const read = orderAnswer.safeParse(answer.value);
      if (!read.success) return err(notUnderstood(firstIssue(read.error)));
      return ok({ order: seenOf(read.data), reports: reportsOf(read.data, [], originOf('answer')) });
    },
  };
}

function amended(
  report: VenueReport,
  { quantity, limitPrice, stopPrice }: NonNullable<VenueReport['placed']>,
  { updateTime }: OrderFields,
): VenueReport {
  const time = updateTime ?? report.receivedAt;
  return { ...report, type: 'amended', time, quantity, limitPrice, stopPrice };
}
