import { describe, expect, it } from 'vitest';

import { units } from '#test/venues/exchange/units.ts';
import { readerKey, start, startVenue, traderKey } from './venue-harness.ts';

/** The fields of the sample answers in rest-api.md of binance-spot-api-docs (July 2026). */
const samples = {
  full: 'symbol orderId orderListId clientOrderId transactTime price origQty executedQty origQuoteOrderQty cummulativeQuoteQty status timeInForce type side workingTime selfTradePreventionMode fills',
  fill: 'price qty commission commissionAsset tradeId',
  ack: 'symbol orderId orderListId clientOrderId transactTime',
  cancel:
    'symbol origClientOrderId orderId orderListId clientOrderId transactTime price origQty executedQty origQuoteOrderQty cummulativeQuoteQty status timeInForce type side selfTradePreventionMode',
  order:
    'symbol orderId orderListId clientOrderId price origQty executedQty cummulativeQuoteQty status timeInForce type side stopPrice icebergQty time updateTime isWorking workingTime origQuoteOrderQty selfTradePreventionMode',
  trade:
    'symbol id orderId orderListId price qty quoteQty commission commissionAsset time isBuyer isMaker isBestMatch',
  account:
    'makerCommission takerCommission buyerCommission sellerCommission commissionRates canTrade canWithdraw canDeposit brokered requireSelfTradePrevention preventSor updateTime accountType balances permissions uid',
  amendedOrder:
    'symbol orderId orderListId origClientOrderId clientOrderId price qty executedQty preventedQty quoteOrderQty cumulativeQuoteQty status timeInForce type side workingTime selfTradePreventionMode',
  symbol:
    'symbol status baseAsset baseAssetPrecision quoteAsset quotePrecision quoteAssetPrecision baseCommissionPrecision quoteCommissionPrecision orderTypes icebergAllowed ocoAllowed otoAllowed opoAllowed quoteOrderQtyMarketAllowed allowTrailingStop cancelReplaceAllowed amendAllowed pegInstructionsAllowed isSpotTradingAllowed isMarginTradingAllowed filters permissions permissionSets defaultSelfTradePreventionMode allowedSelfTradePreventionModes',
};
const fieldsOf = (value: unknown) =>
  Object.keys(value ?? {})
    .toSorted()
    .join(' ');
const sample = (name: keyof typeof samples) => samples[name].split(' ').toSorted().join(' ');

describe("Binance's REST API over the simulated exchange", () => {
  it('answers with the fields of the published samples', async () => {
    const { signed, limit, place, ask } = await startVenue();
    const filled = await place({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '1' });
    expect(fieldsOf(filled.body)).toBe(sample('full'));
    expect(filled.body['fills']).toEqual([
      {
        price: '101.00000000',
        qty: '1.00000000',
        commission: '0.00100000',
        commissionAsset: 'BTC',
        tradeId: 3_000_001,
      },
    ]);
    const resting = await limit({ newClientOrderId: 'mine', newOrderRespType: 'ACK' });
    expect(fieldsOf(resting.body)).toBe(sample('ack'));
    const query = await signed('GET', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'mine' });
    expect(fieldsOf(query.body)).toBe(sample('order'));
    const trades = await signed('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT' });
    expect(fieldsOf(trades.body[0])).toBe(sample('trade'));
    const account = await signed('GET', '/api/v3/account');
    expect(fieldsOf(account.body)).toBe(sample('account'));
    const amended = await signed('PUT', '/api/v3/order/amend/keepPriority', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'mine',
      newClientOrderId: 'mine',
      newQty: '0.5',
    });
    expect(fieldsOf(amended.body)).toBe('amendedOrder executionId transactTime');
    expect(fieldsOf(amended.body['amendedOrder'])).toBe(sample('amendedOrder'));
    const cancel = await signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'mine' });
    expect(fieldsOf(cancel.body)).toBe(sample('cancel'));
    const info = await ask('GET', '/api/v3/exchangeInfo', '');
    expect(fieldsOf(info.body)).toBe('exchangeFilters rateLimits serverTime symbols timezone');
    expect(info.body['symbols']).toHaveLength(2);
    expect(fieldsOf(Object.values(info.body['symbols'] ?? {})[0])).toBe(sample('symbol'));
  });

  it('gives a cancel an id of its own, and keeps that of the order', async () => {
    const { signed, limit } = await startVenue();
    await limit({ newClientOrderId: 'mine' });
    const cancel = await signed('DELETE', '/api/v3/order', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'mine',
      newClientOrderId: 'the-cancel',
    });
    expect(cancel.body).toMatchObject({
      origClientOrderId: 'mine',
      clientOrderId: 'the-cancel',
      status: 'CANCELED',
    });
    const query = await signed('GET', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'mine' });
    expect(query.body).toMatchObject({ clientOrderId: 'mine', status: 'CANCELED' });
  });

  it.each([
    [{ price: '90.001' }, -1013, 'Filter failure: PRICE_FILTER'],
    [{ quantity: '0.000011' }, -1013, 'Filter failure: LOT_SIZE'],
    [{ price: '600' }, -1013, 'Filter failure: PERCENT_PRICE_BY_SIDE'],
    [{ quantity: '0.05' }, -1013, 'Filter failure: NOTIONAL'],
    [{ quantity: '1000' }, -2010, 'Account has insufficient balance for requested action.'],
    [{ symbol: 'NOPE' }, -1121, 'Invalid symbol.'],
    [{ side: 'HOLD' }, -1117, 'Invalid side.'],
    [{ type: 'GUESS' }, -1116, 'Invalid orderType.'],
    [{ timeInForce: 'DAY' }, -1115, 'Invalid timeInForce.'],
    [
      { price: '1e3' },
      -1100,
      "Illegal characters found in parameter 'price'; legal range is '^[0-9]{1,20}(\\.[0-9]{1,20})?$'.",
    ],
    [{ price: '1.123456789' }, -1111, "Parameter 'price' has too much precision."],
    [{ price: '' }, -1105, "Parameter 'price' was empty."],
    [{ stopPrice: '95' }, -1106, "Parameter 'stopPrice' sent when not required."],
    [{ colour: 'red' }, -1104, "Not all sent parameters were read; read '8' parameter(s) but was sent '9'."],
    [{ type: 'LIMIT_MAKER', price: '101' }, -1106, "Parameter 'timeInForce' sent when not required."],
    [
      { newClientOrderId: 'a b' },
      -1100,
      "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.",
    ],
  ])('refuses %o with the documented code and words', async (wrong, code, msg) => {
    const { limit, exchange } = await startVenue();
    expect(await limit(wrong)).toMatchObject({ status: 400, body: { code, msg } });
    expect(exchange.orders('ann')).toEqual([]);
  });

  it('refuses what the matching engine refuses, with the codes of place, query and cancel', async () => {
    const { signed, place, limit, exchange } = await startVenue();
    const maker = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT_MAKER', price: '101', quantity: '1' };
    expect((await place(maker)).body).toEqual({
      code: -2010,
      msg: 'Order would immediately match and take.',
    });
    await limit({ newClientOrderId: 'mine' });
    expect((await limit({ newClientOrderId: 'mine' })).body).toEqual({
      code: -2010,
      msg: 'Duplicate order sent.',
    });
    const other = { symbol: 'BTCUSDT', origClientOrderId: 'other' };
    expect((await signed('GET', '/api/v3/order', other)).body).toEqual({
      code: -2013,
      msg: 'Order does not exist.',
    });
    expect((await signed('DELETE', '/api/v3/order', other)).body).toEqual({
      code: -2011,
      msg: 'Unknown order sent.',
    });
    exchange.setStatus('BTCUSDT', 'CANCEL_ONLY');
    expect((await limit({})).body).toEqual({ code: -1013, msg: 'Market is closed.' });
    const mine = { symbol: 'BTCUSDT', origClientOrderId: 'mine' };
    expect((await signed('DELETE', '/api/v3/order', mine)).status).toBe(200);
  });

  it('tests an order without placing it', async () => {
    const { signed, exchange } = await startVenue();
    const order = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      price: '90',
      quantity: '1',
    };
    expect((await signed('POST', '/api/v3/order/test', order)).body).toEqual({});
    const wrong = await signed('POST', '/api/v3/order/test', { ...order, quantity: '0.000001' });
    expect(wrong.body['code']).toBe(-1013);
    expect(exchange.orders('ann')).toEqual([]);
  });

  it('knows who asks, and what they may', async () => {
    const { ask, signed, clock } = await startVenue();
    const query = `timestamp=${clock.now()}&signature=${'0'.repeat(64)}`;
    expect((await ask('GET', '/api/v3/account', query)).body['code']).toBe(-2014);
    expect((await ask('GET', '/api/v3/account', query, 'x'.repeat(64))).body['code']).toBe(-2015);
    expect((await ask('GET', '/api/v3/account', query, traderKey.apiKey)).body['code']).toBe(-1022);
    expect((await ask('GET', '/api/v3/account', `timestamp=${clock.now()}`, traderKey.apiKey)).body).toEqual({
      code: -1102,
      msg: "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.",
    });
    expect((await signed('GET', '/api/v3/account', {}, readerKey)).body['canTrade']).toBe(false);
    const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '1' };
    expect((await signed('POST', '/api/v3/order', order, readerKey)).body['code']).toBe(-2015);
    expect((await signed('GET', '/sapi/v1/account/apiRestrictions')).body).toMatchObject({
      ipRestrict: false,
      enableReading: true,
      enableWithdrawals: false,
      enableSpotAndMarginTrading: true,
    });
  });

  it('replaces an order, and says which half failed', async () => {
    const { signed, limit } = await startVenue();
    await limit({ newClientOrderId: 'first' });
    const replace = (more: Readonly<Record<string, string>>) =>
      signed('POST', '/api/v3/order/cancelReplace', {
        symbol: 'BTCUSDT',
        side: 'BUY',
        type: 'LIMIT_MAKER',
        quantity: '1',
        cancelReplaceMode: 'STOP_ON_FAILURE',
        ...more,
      });
    const done = await replace({ cancelOrigClientOrderId: 'first', price: '91', newClientOrderId: 'second' });
    expect(done).toMatchObject({
      status: 200,
      body: {
        cancelResult: 'SUCCESS',
        newOrderResult: 'SUCCESS',
        newOrderResponse: { clientOrderId: 'second' },
      },
    });
    const half = await replace({ cancelOrigClientOrderId: 'second', price: '101' });
    expect(half).toMatchObject({
      status: 409,
      body: {
        code: -2021,
        data: {
          cancelResult: 'SUCCESS',
          newOrderResult: 'FAILURE',
          newOrderResponse: { code: -2010, msg: 'Order would immediately match and take.' },
        },
      },
    });
    const none = await replace({ cancelOrigClientOrderId: 'second', price: '91' });
    expect(none).toMatchObject({
      status: 400,
      body: {
        code: -2022,
        data: {
          cancelResult: 'FAILURE',
          newOrderResult: 'NOT_ATTEMPTED',
          cancelResponse: { code: -2011, msg: 'Unknown order sent.' },
          newOrderResponse: null,
        },
      },
    });
    const filter = await replace({ cancelOrigClientOrderId: 'second', price: '0.001' });
    expect(filter.body).toEqual({ code: -1013, msg: 'Filter failure: PRICE_FILTER' });
  });

  it('cancels under a restriction only what it names', async () => {
    const { signed, limit, exchange } = await startVenue();
    await limit({ newClientOrderId: 'mine', price: '100' });
    exchange.crowd.take('BTCUSDT', 'SELL', units('0.4'));
    const cancel = (cancelRestrictions: string) =>
      signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'mine', cancelRestrictions });
    expect((await cancel('ONLY_NEW')).body).toEqual({
      code: -2011,
      msg: 'Order was not canceled due to cancel restrictions.',
    });
    expect((await cancel('ONLY_PARTIALLY_FILLED')).body).toMatchObject({ executedQty: '0.40000000' });
  });

  it('lists fills from an id on, and over a day at most', async () => {
    const { signed, place, clock } = await startVenue();
    for (let count = 0; count < 3; count += 1) {
      await place({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.1' });
      clock.advance(60_000);
    }
    const ids = async (query: Readonly<Record<string, number>>) => {
      const { body } = await signed('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT', ...query });
      return Array.isArray(body) ? body.map(({ id }: { id: number }) => id) : body['code'];
    };
    expect(await ids({})).toEqual([3_000_001, 3_000_002, 3_000_003]);
    expect(await ids({ fromId: 3_000_002 })).toEqual([3_000_002, 3_000_003]);
    expect(await ids({ fromId: 3_000_001, limit: 2 })).toEqual([3_000_001, 3_000_002]);
    expect(await ids({ limit: 2 })).toEqual([3_000_002, 3_000_003]);
    expect(await ids({ startTime: start + 1, endTime: start + 60_000 })).toEqual([3_000_002]);
    expect(await ids({ startTime: start, endTime: start + 86_400_001 })).toBe(-1127);
    expect(await ids({ startTime: start, fromId: 1 })).toBe(-1128);
    expect(await ids({ limit: 1001 })).toBe(-1130);
  });

  it('counts weight; what goes over it waits, and who goes on is banned', async () => {
    const { ask, limit, clock } = await startVenue({ weight: 100 });
    const depth = () => ask('GET', '/api/v3/depth', 'symbol=BTCUSDT&limit=1000');
    expect((await depth()).headers.get('x-mbx-used-weight-1m')).toBe('50');
    // An order that succeeds weighs nothing, one that fails what it says.
    expect((await limit({})).headers.get('x-mbx-used-weight-1m')).toBe('50');
    expect((await limit({ side: 'HOLD' })).headers.get('x-mbx-used-weight-1m')).toBe('51');
    const over = await depth();
    expect([over.status, over.body['code'], over.headers.get('retry-after')]).toEqual([429, -1003, '40']);
    for (let count = 0; count < 9; count += 1) await depth();
    const banned = await depth();
    expect([banned.status, banned.headers.get('retry-after')]).toEqual([418, '120']);
    expect(banned.body['msg']).toContain(`IP banned until ${start + 120_000}.`);
    clock.advance(119_999);
    expect((await ask('GET', '/api/v3/time', '')).status).toBe(418);
    clock.advance(1);
    expect((await ask('GET', '/api/v3/time', '')).body).toEqual({ serverTime: start + 120_000 });
  });

  it('counts unfilled orders, and one that fills no more', async () => {
    const { limit, place, clock } = await startVenue({ ordersIn10s: 2 });
    const market = () => place({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.1' });
    expect((await market()).headers.get('x-mbx-order-count-10s')).toBe('0');
    expect((await limit({})).headers.get('x-mbx-order-count-10s')).toBe('1');
    const second = await limit({});
    expect([second.headers.get('x-mbx-order-count-10s'), second.headers.get('x-mbx-order-count-1d')]).toEqual(
      ['2', '2'],
    );
    expect(await limit({})).toMatchObject({
      status: 429,
      body: { code: -1015, msg: 'Too many new orders; current limit is 2 orders per 10 SECOND.' },
    });
    clock.advance(10_000);
    expect((await limit({})).status).toBe(200);
  });

  it('says nothing but that it is in maintenance, and tells it where one asks', async () => {
    const { ask, venue } = await startVenue();
    venue.maintenance(true);
    expect(await ask('GET', '/api/v3/time', '')).toMatchObject({ status: 503, body: { code: -1016 } });
    const status = await ask('GET', '/sapi/v1/system/status', '');
    expect(status.body).toEqual({ status: 1, msg: 'system_maintenance' });
    venue.maintenance(false);
    expect((await ask('GET', '/api/v3/time', '')).status).toBe(200);
  });
});
