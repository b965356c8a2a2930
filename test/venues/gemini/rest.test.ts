import { describe, expect, it } from 'vitest';

import { createKeyChain } from './api-keys.ts';
import { signedHeaders, start, startVenue, traderKey } from './venue-harness.ts';
import { unitsText } from '#test/venues/exchange/units.ts';

/** The payload and signature of the vendor's example of a private request; its secret is `1234abcd`. */
const example = {
  payload: `{
    "request": "/v1/order/status",
    "nonce": 123456,

    "order_id": 18834
}
`,
  signature:
    '337cc8b4ea692cfe65b4a85fcc9f042b2e3f702ac956fd098d600ab15705775017beae402be773ceee10719ff70d710f',
};

const balancesPayload = (nonce: number) => JSON.stringify({ request: '/v1/balances', nonce });

describe("Gemini's REST API over the simulated exchange", () => {
  it("takes the vendor's own signed example", () => {
    const keys = createKeyChain([{ ...traderKey, nonce: 'growing' }], () => start);
    const headers = {
      'x-gemini-apikey': traderKey.apiKey,
      'x-gemini-payload': Buffer.from(example.payload).toString('base64'),
      'x-gemini-signature': example.signature,
    };
    expect(keys.open('/v1/order/status', headers).fields.get('order_id')).toBe(18_834);
    const twice = expect.objectContaining({ reason: 'InvalidNonce' });
    expect(() => keys.open('/v1/order/status', headers)).toThrow(twice);
    const elsewhere = expect.objectContaining({ reason: 'EndpointMismatch' });
    expect(() => keys.open('/v1/orders', headers)).toThrow(elsewhere);
  });

  it('answers with the fields of the published order, and takes the fee of the quote currency', async () => {
    const { limit, ask, exchange } = await startVenue();
    const filled = await limit({
      price: '101.00',
      client_order_id: 'mine',
      options: ['immediate-or-cancel'],
    });
    expect(filled).toEqual({
      status: 200,
      body: {
        order_id: '73797746499000001',
        id: '73797746499000001',
        symbol: 'btcusd',
        exchange: 'gemini',
        avg_execution_price: '101',
        side: 'buy',
        type: 'exchange limit',
        timestamp: '1700000000',
        timestampms: start,
        is_live: false,
        is_cancelled: false,
        is_hidden: false,
        was_forced: false,
        executed_amount: '1',
        client_order_id: 'mine',
        options: ['immediate-or-cancel'],
        price: '101',
        original_amount: '1',
        remaining_amount: '0',
      },
    });
    const { body } = await ask('/v1/order/status', { client_order_id: 'mine', include_trades: true });
    expect(body['trades']).toEqual([
      {
        price: '101',
        amount: '1',
        timestamp: 1_700_000_000,
        timestampms: start,
        type: 'Buy',
        aggressor: true,
        // 101 × 0.004
        fee_currency: 'USD',
        fee_amount: '0.404',
        tid: 2_840_140_959_000_001,
        order_id: '73797746499000001',
        exchange: 'gemini',
        is_clearing_fill: false,
        symbol: 'BTCUSD',
        client_order_id: 'mine',
      },
    ]);
    expect((await ask('/v1/mytrades', { symbol: 'btcusd' })).body).toEqual(body['trades']);
    expect(unitsText(exchange.ledger.balance('ann', 'USD').free)).toBe('9898.59600000');
  });

  it.each([
    [['maker-or-cancel'], '101', 'MakerOrCancelWouldTake', '0'],
    [['fill-or-kill'], '101', 'FillOrKillWouldNotFill', '0'],
    [['immediate-or-cancel'], '101', 'ImmediateOrCancelWouldPost', '5'],
  ])('ends what %o asks to end, with its reason, and no error', async (options, price, reason, executed) => {
    const { limit, exchange } = await startVenue();
    const { status, body } = await limit({ options, price, amount: '6' });
    expect([status, body['is_cancelled'], body['is_live'], body['reason'], body['executed_amount']]).toEqual([
      200,
      true,
      false,
      reason,
      executed,
    ]);
    expect(exchange.ledger.balance('ann', 'USD').locked).toBe(0n);
  });

  it.each([
    [{ price: '90.001' }, 400, 'InvalidPrice'],
    [{ amount: '0.000001' }, 400, 'InvalidQuantity'],
    [{ amount: '-1' }, 400, 'InvalidQuantity'],
    [{ symbol: 'nopusd' }, 400, 'InvalidSymbol'],
    [{ side: 'hold' }, 400, 'InvalidSide'],
    [{ type: 'exchange market' }, 400, 'InvalidOrderType'],
    [{ options: 'maker-or-cancel' }, 400, 'OptionsMustBeArray'],
    [{ options: ['maker-or-cancel', 'fill-or-kill'] }, 400, 'ConflictingOptions'],
    [{ options: ['hidden'] }, 400, 'UnsupportedOption'],
    [{ client_order_id: 7 }, 400, 'ClientOrderIdMustBeString'],
    [{ client_order_id: 'x'.repeat(101) }, 400, 'ClientOrderIdTooLong'],
    [{ type: 'exchange stop limit', stop_price: '95' }, 400, 'InvalidStopPrice'],
    [{ amount: '200' }, 406, 'InsufficientFunds'],
  ])('refuses %o as documented', async (wrong, status, reason) => {
    const { limit, exchange } = await startVenue();
    expect(await limit(wrong)).toMatchObject({ status, body: { result: 'error', reason } });
    expect(exchange.orders('ann')).toEqual([]);
  });

  it('takes a client order id again: it is no protection against sending twice', async () => {
    const { limit, ask } = await startVenue();
    const first = await limit({ client_order_id: 'mine' });
    const second = await limit({ client_order_id: 'mine' });
    expect(second.body['order_id']).not.toBe(first.body['order_id']);
    expect((await ask('/v1/orders')).body).toHaveLength(2);
  });

  it('cancels by its number, tells an ended order as it is, and an unknown one as not found', async () => {
    const { limit, ask } = await startVenue();
    const { order_id: id } = (await limit({})).body;
    const cancelled = { is_cancelled: true, is_live: false, reason: 'Requested' };
    expect(await ask('/v1/order/cancel', { order_id: id })).toMatchObject({ status: 200, body: cancelled });
    expect(await ask('/v1/order/cancel', { order_id: id })).toMatchObject({ status: 200, body: cancelled });
    expect(await ask('/v1/order/cancel', { order_id: '1' })).toMatchObject({
      status: 404,
      body: { result: 'error', reason: 'OrderNotFound' },
    });
    expect((await ask('/v1/orders/history')).body).toMatchObject([{ order_id: id }]);
  });

  it('knows keys, signatures, nonces and roles', async () => {
    const { send, ask, clock, key } = await startVenue({ isTrader: false });
    const seconds = Math.floor(clock.now() / 1000);
    for (const [headers, reason] of [
      [{}, 'MissingApikeyHeader'],
      [{ ...signedHeaders(key, balancesPayload(seconds)), 'X-GEMINI-SIGNATURE': 'ab' }, 'InvalidSignature'],
      [{ ...signedHeaders(key, balancesPayload(seconds)), 'X-GEMINI-APIKEY': 'other' }, 'InvalidApiKey'],
      [signedHeaders(key, balancesPayload(seconds + 31)), 'InvalidNonce'],
      [signedHeaders(key, balancesPayload(seconds * 1000)), 'InvalidNonce'],
      [signedHeaders(key, '{'), 'InvalidJson'],
    ] as const) {
      expect((await send('/v1/balances', headers)).body['reason']).toBe(reason);
    }
    expect((await ask('/v1/balances')).body).toEqual([
      {
        type: 'exchange',
        currency: 'USD',
        amount: '10000',
        available: '10000',
        availableForWithdrawal: '10000',
      },
      { type: 'exchange', currency: 'BTC', amount: '10', available: '10', availableForWithdrawal: '10' },
    ]);
    expect((await ask('/v1/roles')).body).toEqual({
      isAuditor: false,
      isFundManager: false,
      isTrader: false,
    });
    expect(await ask('/v1/order/cancel/all')).toMatchObject({ status: 403, body: { reason: 'MissingRole' } });
  });

  it('cancels the orders of a session of which nothing is heard for half a minute', async () => {
    const { limit, ask, clock, exchange } = await startVenue({ needsHeartbeat: true });
    await limit({});
    clock.advance(29_000);
    await ask('/v1/heartbeat');
    clock.advance(29_999);
    expect(exchange.openOrders('ann')).toHaveLength(1);
    clock.advance(1);
    expect(exchange.openOrders('ann')).toEqual([]);
  });

  it('tells instruments, books, trades and candles', async () => {
    const { read, limit } = await startVenue();
    await limit({ price: '101', options: ['immediate-or-cancel'] });
    expect(await read('/v1/symbols')).toEqual(['btcusd']);
    expect(await read('/v1/symbols/details/btcusd')).toMatchObject({
      symbol: 'BTCUSD',
      tick_size: 1e-8,
      quote_increment: 0.01,
      min_order_size: '0.00001',
      status: 'open',
    });
    expect(await read('/v1/book/btcusd')).toEqual({
      bids: [{ price: '99', amount: '5', timestamp: '0' }],
      asks: [{ price: '101', amount: '4', timestamp: '0' }],
    });
    expect(await read('/v1/trades/btcusd')).toMatchObject([{ price: '101', amount: '1', type: 'buy' }]);
    const candles = await read('/v2/candles/btcusd/1m');
    expect(Array.isArray(candles) && candles[0]).toEqual([1_699_999_980_000, 101, 101, 101, 101, 1]);
  });

  it('limits requests by the minute, and says that it is in maintenance', async () => {
    const { read, venue, clock } = await startVenue();
    for (let count = 0; count < 120; count += 1) await read('/v1/symbols');
    expect(await read('/v1/symbols')).toMatchObject({ reason: 'RateLimit' });
    clock.advance(60_000);
    expect(await read('/v1/symbols')).toEqual(['btcusd']);
    venue.maintenance(true);
    expect(await read('/v1/symbols')).toMatchObject({ reason: 'Maintenance' });
  });
});
