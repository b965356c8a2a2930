import { expect, it } from 'vitest';

import { currency, accountId, instrumentId } from '#src/domain/ids.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { ok } from '#src/domain/result.ts';
import { readBalances } from '#src/infrastructure/venues/coinbase/balances.ts';
import { fetchCandles } from '#src/infrastructure/venues/coinbase/candles.ts';
import { createOrderQuestions } from '#src/infrastructure/venues/coinbase/order-questions.ts';

const btc = instrumentId('coinbase:BTC-USD');
const said = (problem: string) => problem;

/** Asked of a venue that answers so, and that ends what would never end. */
function asked(answer: (asked: number) => unknown) {
  let requests = 0;
  const questions = createOrderQuestions({
    isListed: () => true,
    venueTime: () => 5,
    origin: () => ({ accountId: accountId('ann'), source: 'query', receivedAt: 5 }),
    async send() {
      requests += 1;
      if (requests > 300) throw new Error('asked without an end');
      return ok(answer(requests));
    },
  });
  return { questions, requests: () => requests };
}

function wallet(id: string, code = 'BTC') {
  const told = { value: Decimal.one };
  return { uuid: id, currency: currency(code), available_balance: told, hold: { value: Decimal.zero } };
}

const fill = {
  trade_id: 'T1',
  order_id: 'O1',
  product_id: 'BTC-USD',
  trade_time: '2023-11-14T22:13:20Z',
  sequence_timestamp: '2023-11-14T22:13:20Z',
  trade_type: 'FILL',
  price: '90',
  size: '1',
  commission: '0',
};

/** The page is passed on and no further one comes: https://github.com/ccxt/ccxt/issues/22780 */
it('wallets that come again are not counted again', async () => {
  const told = await readBalances(
    async () => ok({ accounts: [wallet('one')], has_next: true, cursor: 'again' }),
    said,
  );
  expect(told).toEqual({ ok: false, error: 'its wallets come again instead of the next' });
});

it('wallets without an end are no balance', async () => {
  let page = 0;
  const told = await readBalances(async () => {
    page += 1;
    const accounts = Array.from({ length: 250 }, (_, at) => wallet(`${page}/${at}`));
    return ok({ accounts, has_next: true, cursor: String(page) });
  }, said);
  expect(told).toMatchObject({ ok: false });
  expect(page).toBe(40);
});

it('a part of the wallets is no balance', async () => {
  const told = await readBalances(
    async () => ok({ accounts: [wallet('one')], has_next: true, cursor: '' }),
    said,
  );
  expect(told).toMatchObject({ ok: false });
});

it('wallets of one currency are added', async () => {
  const accounts = [wallet('one'), wallet('two'), wallet('three', 'USD')];
  const told = await readBalances(async () => ok({ accounts, has_next: false, cursor: '' }), said);
  expect(told.ok && told.value.map(({ currency: code, quantity }) => [code, String(quantity)])).toEqual([
    ['BTC', '2'],
    ['USD', '1'],
  ]);
});

it.each([
  ['empty pages', (at: number) => ({ orders: [], has_next: true, cursor: String(at) })],
  ['pages without a next', () => ({ orders: [], has_next: true, cursor: '' })],
])('open orders in %s are not asked for without an end', async (_, answer) => {
  const { questions, requests } = asked(answer);
  expect(await questions.openOrders()).toMatchObject({
    ok: false,
    error: { reason: { code: 'ANSWER_NOT_UNDERSTOOD', said: 'cursor: it leads no further' } },
  });
  expect(requests()).toBe(1);
});

it('fills that come again under another cursor are not asked for without an end', async () => {
  const fills = Array.from({ length: 100 }, () => fill);
  const { questions, requests } = asked((at) => ({ fills, cursor: String(at) }));
  expect(await questions.fillsSince(btc, { after: '0', since: 0 })).toMatchObject({
    ok: false,
    error: { reason: { code: 'TOO_MANY_TO_LOOK_THROUGH' } },
  });
  expect(requests()).toBe(200);
});

it('an order of what has no quote currency is told without a fee', async () => {
  const order = {
    order_id: 'O1',
    product_id: 'BTC-',
    side: 'BUY',
    status: 'FILLED',
    created_time: '2023-11-14T22:13:20Z',
    filled_size: '1',
  };
  const { questions } = asked((at) => (at === 1 ? { order } : { fills: [fill], cursor: '' }));
  expect(await questions.queryAtVenue({ instrumentId: btc, brokerOrderId: 'O1' })).toMatchObject({
    ok: true,
    value: [{ type: 'accepted' }, { type: 'filled', fill: { fee: undefined } }],
  });
});

/** https://github.com/nodejs/node/issues/43043 */
it('candles that nobody asked for are no candles', async () => {
  const hour = 3_600_000;
  let second = 0;
  const rest = {
    async get() {
      const candles = Array.from({ length: 10_000 }, () => {
        second += 1;
        return { start: String(second), open: '1', high: '1', low: '1', close: '1', volume: '1' };
      });
      return ok({ candles });
    },
    limit: () => undefined,
    trouble: () => undefined,
    close: () => undefined,
  };
  expect(await fetchCandles(rest, btc, '1m', 0, 20_000 * 60_000)).toMatchObject({ ok: false });
  const few = { ...rest, get: async () => ok({ candles: [candle(-1), candle(0), candle(1), candle(9)] }) };
  const told = await fetchCandles(few, btc, '1h', 0, 2 * hour);
  expect(told.ok && told.value.map(({ openTime, closed }) => [openTime / hour, closed])).toEqual([
    [0, true],
    [1, false],
  ]);
});

function candle(hours: number) {
  return {
    start: String(Math.max(hours, 0) * 3_600),
    open: '1',
    high: '1',
    low: '1',
    close: '1',
    volume: '1',
  };
}
