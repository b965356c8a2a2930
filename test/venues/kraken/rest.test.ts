import { createHash, createHmac } from 'node:crypto';

import { expect, it, onTestFinished } from 'vitest';

import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { units } from '#test/venues/exchange/units.ts';
import { startKrakenVenue } from './venue.ts';

const start = 1_700_000_000_000;
/** The private key, the payload and the signature of the example in Kraken's guide to REST authentication. */
const example = {
  secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
  sign: '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
};
type Json = Readonly<Record<string, unknown>>;
type Answer = { readonly error: readonly string[]; readonly result?: Json };

async function startVenue(canTrade = true) {
  const clock = manualClock(start);
  const exchange = createExchange({
    clock,
    instruments: [instrument('BTC', 'USD', '37500', { tick: units('0.1'), step: 1n })],
    accounts: [
      {
        name: 'ann',
        fees: { maker: units('0.0025'), taker: units('0.004'), chargedIn: 'quote' },
        balances: { USD: units('100000'), BTC: units('2') },
      },
    ],
    postOnlyTaker: 'ended',
  });
  exchange.crowd.rest('BTCUSD', 'BUY', units('37400'), units('5'));
  exchange.crowd.rest('BTCUSD', 'SELL', units('37600'), units('5'));
  const key = { apiKey: 'key', secret: example.secret, account: 'ann', canTrade };
  const venue = await startKrakenVenue({ exchange, keys: [key] });
  onTestFinished(() => venue.close());
  let nonce = 0;

  async function send(name: string, body: string, sign: string, apiKey = 'key'): Promise<Answer> {
    const response = await fetch(`${venue.restUrl}/0/private/${name}`, {
      method: 'POST',
      headers: { 'API-Key': apiKey, 'API-Sign': sign, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    const answer: Answer = await response.json();
    return answer;
  }

  function ask(name: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    nonce += 1;
    const body = new URLSearchParams({ nonce: String(nonce), ...fields }).toString();
    const digest = createHash('sha256').update(`${nonce}${body}`).digest();
    const sign = createHmac('sha512', Buffer.from(example.secret, 'base64'))
      .update(Buffer.concat([Buffer.from(`/0/private/${name}`), digest]))
      .digest('base64');
    return send(name, body, sign);
  }

  const order = (fields: Readonly<Record<string, string>>) =>
    ask('AddOrder', {
      ordertype: 'limit',
      type: 'buy',
      pair: 'XBTUSD',
      price: '37000',
      volume: '1',
      ...fields,
    });
  return { clock, exchange, venue, send, ask, order };
}

it("takes the vendor's own signed order, once", async () => {
  const { send } = await startVenue();
  const { body, sign } = example;
  expect(await send('AddOrder', body, sign)).toEqual({
    error: [],
    result: {
      descr: { order: 'buy 1.25000000 XBTUSD @ limit 37500.00000000' },
      txid: ['OAAAAA-AAAAA-AA6QSB'],
    },
  });
  expect(await send('AddOrder', body, sign)).toEqual({ error: ['EAPI:Invalid nonce'] });
  expect(await send('AddOrder', body.replace('1.25', '1.35'), sign)).toEqual({
    error: ['EAPI:Invalid signature'],
  });
  expect(await send('AddOrder', body, sign, 'other')).toEqual({ error: ['EAPI:Invalid key'] });
});

it('finds an order by its client order id among the open and the ended ones, and its fills by its number', async () => {
  const { ask, order, exchange } = await startVenue();
  const id = '6d1b345e-2821-40e2-ad83-4ecb18a06876';
  const { result } = await order({ cl_ord_id: id, price: '37500' });
  const [txid = '']: readonly string[] = Array.isArray(result?.['txid']) ? result['txid'] : [];
  const open = await ask('OpenOrders', { cl_ord_id: id });
  expect(open.result).toMatchObject({
    open: { [txid]: { status: 'open', cl_ord_id: id, vol_exec: '0.00000000' } },
  });
  exchange.crowd.take('BTCUSD', 'SELL', units('1'));
  expect((await ask('OpenOrders', { cl_ord_id: id })).result).toEqual({ open: {} });
  expect((await ask('ClosedOrders', { cl_ord_id: id })).result).toMatchObject({
    closed: {
      [txid]: { status: 'closed', vol_exec: '1.00000000', cost: '37500.00000000', fee: '93.75000000' },
    },
  });
  expect(Object.values((await ask('TradesHistory')).result?.['trades'] ?? {})).toMatchObject([
    {
      ordertxid: txid,
      pair: 'XXBTZUSD',
      price: '37500.00000000',
      vol: '1.00000000',
      fee: '93.75000000',
      maker: true,
    },
  ]);
  expect((await ask('Balance')).result).toEqual({ ZUSD: '62406.25000000', XXBT: '3.00000000' });
});

it('does not match an order that comes after its deadline', async () => {
  const { order, venue, clock, exchange } = await startVenue();
  const deadline = new Date(start + 5000).toISOString();
  venue.faults.next('AddOrder', { taken: true, answer: 'as it is', delayBefore: 6000 });
  const late = order({ deadline });
  await expect.poll(() => venue.requests.length).toBe(1);
  clock.advance(6000);
  expect(await late).toEqual({ error: ['EService:Deadline elapsed'] });
  expect(exchange.orders('ann')).toEqual([]);
});

it.each([
  [{ price: '37000.05' }, 'EOrder:Tick size check failed'],
  [{ volume: '0.000001' }, 'EOrder:Order minimum not met'],
  [{ volume: '100' }, 'EOrder:Insufficient funds'],
  [{ pair: 'NOPE' }, 'EQuery:Unknown asset pair'],
  [{ ordertype: 'guess' }, 'EGeneral:Invalid arguments:ordertype'],
])('refuses %o with %s, and status 200', async (wrong, error) => {
  const { order } = await startVenue();
  expect(await order(wrong)).toEqual({ error: [error] });
});

it('cancels by either id, ends a post-only order that would take, and knows a key that may not trade', async () => {
  const { ask, order, exchange } = await startVenue();
  await order({ cl_ord_id: 'mine' });
  expect((await order({ cl_ord_id: 'mine' })).error).toEqual(['EGeneral:Invalid arguments:cl_ord_id']);
  expect(await ask('CancelOrder', { cl_ord_id: 'mine' })).toEqual({ error: [], result: { count: 1 } });
  expect(await ask('CancelOrder', { cl_ord_id: 'mine' })).toEqual({ error: ['EOrder:Unknown order'] });
  await order({ cl_ord_id: 'post', oflags: 'post', price: '37600' });
  const closed = await ask('ClosedOrders', { cl_ord_id: 'post' });
  expect(Object.values(closed.result?.['closed'] ?? {})).toMatchObject([
    { status: 'canceled', reason: 'Post only order' },
  ]);
  expect(exchange.ledger.balance('ann', 'USD').locked).toBe(0n);
  const reader = await startVenue(false);
  expect(await reader.order({})).toEqual({ error: ['EGeneral:Permission denied'] });
});

it("has a dead man's switch, and a limit of calls that falls with time", async () => {
  const { ask, order, clock, exchange } = await startVenue();
  await order({});
  await ask('CancelAllOrdersAfter', { timeout: '60' });
  clock.advance(59_000);
  await ask('CancelAllOrdersAfter', { timeout: '60' });
  clock.advance(59_999);
  expect(exchange.openOrders('ann')).toHaveLength(1);
  clock.advance(1);
  expect(exchange.openOrders('ann')).toEqual([]);
  for (let count = 0; count < 15; count += 1) expect((await ask('Balance')).error).toEqual([]);
  expect((await ask('Balance')).error).toEqual(['EAPI:Rate limit exceeded']);
  clock.advance(4000);
  expect((await ask('Balance')).error).toEqual([]);
});

it('tells its pairs and books by its own names', async () => {
  const { venue } = await startVenue();
  const read = async (path: string): Promise<Answer> =>
    (await fetch(`${venue.restUrl}/0/public/${path}`)).json();
  expect((await read('AssetPairs')).result).toMatchObject({
    XXBTZUSD: {
      altname: 'XBTUSD',
      wsname: 'XBT/USD',
      base: 'XXBT',
      quote: 'ZUSD',
      pair_decimals: 1,
      status: 'online',
    },
  });
  expect((await read('Depth?pair=XBTUSD')).result).toEqual({
    XXBTZUSD: {
      asks: [['37600.00000000', '5.00000000', 1_700_000_000]],
      bids: [['37400.00000000', '5.00000000', 1_700_000_000]],
    },
  });
});
