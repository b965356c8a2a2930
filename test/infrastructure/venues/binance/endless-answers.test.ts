import { expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { createOrderQuestions } from '#src/infrastructure/venues/binance/order-questions.ts';
import { orderAnswer, seenOf } from '#src/infrastructure/venues/binance/order-wire.ts';
import { createToldFills } from '#src/infrastructure/venues/told-fills.ts';
import { fillsAtOnce } from '#src/ports/exchange-client.ts';

const btc = instrumentId('binance:BTCUSDT');

function trade(id: number) {
  return {
    symbol: 'BTCUSDT',
    id,
    orderId: 1,
    price: '90',
    qty: '1',
    commission: '0',
    commissionAsset: 'BTC',
    time: 1_700_000_000_000,
    isBuyer: true,
    isMaker: true,
  };
}

function order(orderId: number) {
  return {
    symbol: 'BTCUSDT',
    orderId,
    clientOrderId: `web_${orderId}`,
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    price: '90',
    origQty: '10',
    executedQty: '1',
    status: 'NEW',
  };
}

const seen = (id: number, filled: string) => seenOf(orderAnswer.parse({ ...order(id), executedQty: filled }));

/** Asked of a venue that answers so, and that ends what would never end. */
function asked(answer: (asked: number) => unknown) {
  let requests = 0;
  const questions = createOrderQuestions({
    accountId: accountId('ann'),
    clock: { now: () => 1_700_000_000_000 },
    async send() {
      requests += 1;
      if (requests > 300) throw new Error('asked without an end');
      return ok(answer(requests));
    },
  });
  return { questions, requests: () => requests };
}

const cursor = { after: '0', since: 0 };

/** https://github.com/rotki/rotki/issues/4821, https://github.com/ccxt/ccxt/issues/5861 */
it('trades that come again instead of the next are not asked for without an end', async () => {
  const { questions, requests } = asked(() => Array.from({ length: 1_000 }, (_, at) => trade(at)));
  expect(await questions.fillsSince(btc, cursor)).toMatchObject({
    ok: false,
    error: { reason: { code: 'ANSWER_NOT_UNDERSTOOD', said: 'its trades come again instead of the next' } },
  });
  expect(requests()).toBe(2);
});

const endless = (page: number) => Array.from({ length: 1_000 }, (_, at) => trade(page * 1_000 + at));

it('trades that never end are given in pieces, each from where the last one ends', async () => {
  const { questions } = asked(endless);
  const first = await questions.fillsSince(btc, cursor);
  if (!first.ok) throw new Error('not answered');
  expect(first.value).toHaveLength(fillsAtOnce);
  expect(first.value.at(-1)).toMatchObject({ venueTradeId: '20999' });
});

it('trades of one order that never end are not all held', async () => {
  const { questions } = asked((request) => (request === 1 ? order(1) : endless(request)));
  expect(await questions.queryAtVenue({ instrumentId: btc, brokerOrderId: '1' })).toMatchObject({
    ok: false,
    error: { reason: { code: 'TOO_MANY_TO_LOOK_THROUGH' } },
  });
});

it('no more open orders are taken than a record is opened with', async () => {
  const { questions } = asked(() => Array.from({ length: 20_001 }, (_, at) => order(at)));
  expect(await questions.openOrders()).toMatchObject({ ok: false, error: { code: 'OUTCOME_UNKNOWN' } });
});

it('of very many orders of one connection the first is asked about when it goes on', () => {
  const told = createToldFills();
  for (let id = 0; id <= 50_000; id += 1) told.all(seen(id, '1'));
  expect(told.lacks(seen(50_000, '2'), Decimal.one)).toBe(false);
  expect(told.lacks(seen(0, '2'), Decimal.one)).toBe(true);
});
