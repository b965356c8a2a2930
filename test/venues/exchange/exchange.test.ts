import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '#test/faults/seeded.ts';
import { manualClock } from './clock.ts';
import type { ExchangeEvent, OrderEvent } from './events.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { instrument } from './instrument.ts';
import { createMover } from './mover.ts';
import { isOpen, type ExchangeOrder, type OrderRequest } from './order.ts';
import type { Fees } from './settlement.ts';
import { units, unitsText } from './units.ts';

const fees: Fees = { maker: units('0.001'), taker: units('0.002'), chargedIn: 'received' };
let ids = 0;

function open(more: Partial<Parameters<typeof createExchange>[0]> = {}) {
  const exchange = createExchange({
    clock: manualClock(1_700_000_000_000),
    instruments: [instrument('BTC', 'USDT', '100', { minNotional: 0n })],
    accounts: [
      { name: 'ann', fees, balances: { USDT: units('10000'), BTC: units('10') } },
      { name: 'bob', fees, balances: { USDT: units('10000'), BTC: units('10') } },
    ],
    ...more,
  });
  const events: ExchangeEvent[] = [];
  exchange.onEvent((event) => events.push(event));
  return { exchange, events };
}

function request(more: Partial<OrderRequest>): OrderRequest {
  ids += 1;
  return {
    symbol: 'BTCUSDT',
    clientOrderId: `c${ids}`,
    side: 'BUY',
    price: units('100'),
    quantity: units('1'),
    quoteQuantity: 0n,
    timeInForce: 'GTC',
    postOnly: false,
    stop: undefined,
    selfTradePrevention: 'EXPIRE_MAKER',
    ...more,
  };
}

function placed(exchange: Exchange, more: Partial<OrderRequest>, account = 'ann'): ExchangeOrder {
  const answer = exchange.place(account, request(more));
  if ('refusal' in answer) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

const held = (exchange: Exchange, asset: string, account = 'ann') => {
  const { free, locked } = exchange.ledger.balance(account, asset);
  return `${unitsText(free)} + ${unitsText(locked)}`;
};
const executions = (events: readonly ExchangeEvent[]) =>
  events.filter((event): event is OrderEvent => event.type === 'order').map(({ execution }) => execution);

/** What twenty moves of a market tell. */
function moves(seed: number): readonly ExchangeEvent[] {
  const { exchange, events } = open();
  const mover = createMover(exchange, seed);
  for (let step = 0; step < 20; step += 1) mover.step();
  return events;
}

describe('the simulated exchange', () => {
  it('trades with the best price first, and with the first in its queue', () => {
    const { exchange } = open();
    const later = placed(exchange, { side: 'SELL', price: units('101') }, 'bob');
    const first = placed(exchange, { side: 'SELL' }, 'bob');
    const second = placed(exchange, { side: 'SELL' }, 'bob');
    const taker = placed(exchange, { price: units('102'), quantity: units('1.5') });
    expect(
      exchange.fills('ann').map(({ price, quantity }) => [unitsText(price), unitsText(quantity)]),
    ).toEqual([
      ['100.00000000', '1.00000000'],
      ['100.00000000', '0.50000000'],
    ]);
    expect([first, second, later, taker].map(({ status }) => status)).toEqual([
      'FILLED',
      'PARTIALLY_FILLED',
      'NEW',
      'FILLED',
    ]);
  });

  it('takes the fee of what a trade brings: 1 × (1 − 0.002) BTC bought, 100 × (1 − 0.001) USDT sold', () => {
    const { exchange } = open();
    placed(exchange, { side: 'SELL' }, 'bob');
    placed(exchange, {});
    expect(held(exchange, 'BTC')).toBe('10.99800000 + 0.00000000');
    expect(held(exchange, 'USDT')).toBe('9900.00000000 + 0.00000000');
    expect(held(exchange, 'USDT', 'bob')).toBe('10099.90000000 + 0.00000000');
    expect(held(exchange, 'BTC', 'bob')).toBe('9.00000000 + 0.00000000');
  });

  it('takes the fee in a third asset, at its discount, while there is enough of it', () => {
    const bnb = { ...fees, discount: { asset: 'BNB', rate: units('0.25') } };
    const { exchange } = open({
      instruments: [instrument('BTC', 'USDT', '100', { minNotional: 0n }), instrument('BNB', 'USDT', '50')],
      accounts: [{ name: 'ann', fees: bnb, balances: { USDT: units('1000'), BNB: units('0.004') } }],
    });
    exchange.crowd.rest('BTCUSDT', 'SELL', units('100'), units('5'));
    // 100 × 0.002 × 0.75 ÷ 50 = 0.003: the second does not find as much, and pays 1 × 0.002 BTC.
    placed(exchange, {});
    placed(exchange, {});
    expect(exchange.fills('ann').map(({ fee, feeAsset }) => `${unitsText(fee)} ${feeAsset}`)).toEqual([
      '0.00300000 BNB',
      '0.00200000 BTC',
    ]);
  });

  it('locks the worth of a resting order, and frees the rest when it fills better or is cancelled', () => {
    const { exchange } = open();
    const order = placed(exchange, { price: units('90'), quantity: units('2') });
    expect(held(exchange, 'USDT')).toBe('9820.00000000 + 180.00000000');
    exchange.crowd.take('BTCUSDT', 'SELL', units('0.5'));
    expect(held(exchange, 'USDT')).toBe('9820.00000000 + 135.00000000');
    exchange.cancel(order, 'x');
    expect(held(exchange, 'USDT')).toBe('9955.00000000 + 0.00000000');
    expect(order.status).toBe('CANCELED');
  });

  it('fills or kills wholly, and ends what is immediate with what it got', () => {
    const { exchange } = open();
    exchange.crowd.rest('BTCUSDT', 'SELL', units('100'), units('1'));
    const killed = placed(exchange, { timeInForce: 'FOK', quantity: units('1.1') });
    expect([killed.status, killed.executed, killed.expiryReason]).toEqual([
      'EXPIRED',
      0n,
      'UNFILLED_FOK_ORDER_EXPIRED',
    ]);
    const part = placed(exchange, { timeInForce: 'IOC', quantity: units('1.1') });
    expect([part.status, unitsText(part.executed), part.expiryReason]).toEqual([
      'EXPIRED',
      '1.00000000',
      'UNFILLED_IOC_QUANTITY_EXPIRED',
    ]);
    expect(held(exchange, 'USDT')).toBe('9900.00000000 + 0.00000000');
  });

  it('refuses a post-only order that would take, and takes one that would not', () => {
    const { exchange } = open();
    exchange.crowd.rest('BTCUSDT', 'SELL', units('100'), units('1'));
    expect(exchange.place('ann', request({ postOnly: true }))).toEqual({
      refusal: { code: 'WOULD_TRADE_AT_ONCE' },
    });
    expect(placed(exchange, { postOnly: true, price: units('99.99') }).status).toBe('NEW');
  });

  it('wakes a stop when a trade reaches it', () => {
    const { exchange, events } = open();
    const stop = placed(exchange, {
      side: 'SELL',
      price: units('94'),
      stop: { price: units('95'), when: 'falls' },
    });
    exchange.crowd.rest('BTCUSDT', 'BUY', units('96'), units('1'));
    exchange.crowd.rest('BTCUSDT', 'BUY', units('95'), units('5'));
    exchange.crowd.take('BTCUSDT', 'SELL', units('1'));
    expect([stop.status, stop.workingAt]).toEqual(['NEW', undefined]);
    exchange.crowd.take('BTCUSDT', 'SELL', units('1'));
    expect([stop.status, exchange.fills('ann')[0]?.price]).toEqual(['FILLED', units('95')]);
    expect(executions(events)).toEqual(['NEW', 'NEW', 'TRADE']);
    expect(
      exchange.place('ann', request({ price: undefined, stop: { price: units('95'), when: 'falls' } })),
    ).toEqual({ refusal: { code: 'WOULD_TRIGGER_AT_ONCE' } });
  });

  it.each([
    ['EXPIRE_MAKER', 'EXPIRED_IN_MATCH', 'NEW', 0n],
    ['EXPIRE_TAKER', 'NEW', 'EXPIRED_IN_MATCH', 0n],
    ['EXPIRE_BOTH', 'EXPIRED_IN_MATCH', 'EXPIRED_IN_MATCH', 0n],
    ['DECREMENT', 'NEW', 'EXPIRED_IN_MATCH', 0n],
    ['NONE', 'PARTIALLY_FILLED', 'FILLED', 1n],
  ] as const)('lets no order of an account trade with another: %s', (mode, maker, taker, trades) => {
    const { exchange } = open();
    const resting = placed(exchange, { side: 'SELL', quantity: units('3') });
    const coming = placed(exchange, { selfTradePrevention: mode });
    expect([resting.status, coming.status]).toEqual([maker, taker]);
    expect(exchange.fills('ann')).toHaveLength(Number(trades) * 2);
  });

  it('takes what is prevented off both orders, and frees it: that is no fill', () => {
    const { exchange } = open();
    const resting = placed(exchange, { side: 'SELL', quantity: units('3') });
    const coming = placed(exchange, { selfTradePrevention: 'DECREMENT' });
    expect([resting.prevented, coming.prevented, coming.executed]).toEqual([units('1'), units('1'), 0n]);
    expect(held(exchange, 'BTC')).toBe('8.00000000 + 2.00000000');
    expect(held(exchange, 'USDT')).toBe('10000.00000000 + 0.00000000');
  });

  it('keeps an id for one open order, and takes it again once that has ended', () => {
    const { exchange } = open();
    const order = placed(exchange, { clientOrderId: 'same', price: units('90') });
    expect(exchange.place('ann', request({ clientOrderId: 'same' }))).toEqual({
      refusal: { code: 'DUPLICATE_ORDER' },
    });
    expect(placed(exchange, { clientOrderId: 'same' }, 'bob').status).toBe('NEW');
    exchange.cancel(order, 'x');
    expect(placed(exchange, { clientOrderId: 'same', price: units('90') }).status).toBe('NEW');
  });

  it('keeps the place in the queue of an order that is reduced', () => {
    const { exchange, events } = open();
    const first = placed(exchange, { price: units('90'), quantity: units('2') });
    placed(exchange, { price: units('90') }, 'bob');
    exchange.amend(first, units('1'), 'renamed');
    const told = events.findLast((event) => event.type === 'book');
    expect(told?.change.bids).toEqual([[units('90'), units('2')]]);
    expect(held(exchange, 'USDT')).toBe('9910.00000000 + 90.00000000');
    exchange.crowd.take('BTCUSDT', 'SELL', units('1'));
    expect([first.status, first.clientOrderId]).toEqual(['FILLED', 'renamed']);
    expect(exchange.fills('bob')).toEqual([]);
    expect(exchange.amend(first, units('0.5'), 'y')).toEqual({ refusal: { code: 'UNKNOWN_ORDER' } });
  });

  it('spends a market order by its worth, in whole steps', () => {
    const { exchange } = open();
    exchange.crowd.rest('BTCUSDT', 'SELL', units('100'), units('1'));
    exchange.crowd.rest('BTCUSDT', 'SELL', units('300'), units('9'));
    const order = placed(exchange, { price: undefined, quantity: 0n, quoteQuantity: units('200.001') });
    // 1 at 100, then 100.001 ÷ 300 = 0.33333(6…): 0.33333 in steps of 0.00001, at 99.999.
    expect([order.status, unitsText(order.quantity), unitsText(order.executedQuote)]).toEqual([
      'FILLED',
      '1.33333000',
      '199.99900000',
    ]);
  });

  it('refuses what an account cannot pay, and what comes to a halted or a delisted market', () => {
    const { exchange } = open();
    const poor = { refusal: { code: 'INSUFFICIENT_BALANCE' } };
    expect(exchange.place('ann', request({ quantity: units('100.1') }))).toEqual(poor);
    expect(exchange.place('ann', request({ side: 'SELL', quantity: units('10.1') }))).toEqual(poor);
    const order = placed(exchange, { price: units('90') });
    exchange.setStatus('BTCUSDT', 'HALT');
    expect(exchange.place('ann', request({}))).toEqual({ refusal: { code: 'MARKET_CLOSED' } });
    exchange.delist('BTCUSDT');
    expect([order.status, order.expiryReason]).toEqual(['EXPIRED', 'EXCHANGE_CANCELED']);
    expect(held(exchange, 'USDT')).toBe('10000.00000000 + 0.00000000');
  });

  it('moves by its seed: the same one, the same market', () => {
    expect(moves(5)).toEqual(moves(5));
    expect(moves(6)).not.toEqual(moves(5));
    expect(moves(5).some(({ type }) => type === 'trade')).toBe(true);
  });

  it('tells what changes a book, so that whoever follows has the same one', () => {
    const { exchange, events } = open();
    const mover = createMover(exchange, 7);
    const followed = { bids: new Map<bigint, bigint>(), asks: new Map<bigint, bigint>() };
    for (let step = 0; step < 50; step += 1) mover.step();
    let last: number | undefined;
    for (const event of events) {
      if (event.type !== 'book') continue;
      const { change } = event;
      expect(last === undefined || change.firstUpdateId === last + 1).toBe(true);
      last = change.lastUpdateId;
      for (const side of ['bids', 'asks'] as const) {
        for (const [price, quantity] of change[side]) {
          if (quantity === 0n) followed[side].delete(price);
          else followed[side].set(price, quantity);
        }
      }
    }
    const book = exchange.market('BTCUSDT')?.book;
    expect(book?.lastUpdateId).toBe(last);
    expect(new Map(book?.levels('BUY'))).toEqual(followed.bids);
    expect(new Map(book?.levels('SELL'))).toEqual(followed.asks);
    expect(followed.bids.size).toBeGreaterThan(100);
  });

  it('loses nothing and makes nothing: random orders of two accounts against big.js', () => {
    const { exchange } = open();
    const mover = createMover(exchange, 3);
    const random = seededRandom(11);
    for (let turn = 0; turn < 600; turn += 1) {
      const account = random.pick(['ann', 'bob']);
      const price = units('100') + BigInt(random.between(-60, 60)) * units('0.01');
      const isMarket = random.next() < 0.2;
      exchange.place(
        account,
        request({
          side: random.pick(['BUY', 'SELL']),
          price: isMarket ? undefined : price,
          quantity: BigInt(random.between(1, 40_000)) * 1000n,
          timeInForce: isMarket ? 'GTC' : random.pick(['GTC', 'GTC', 'IOC', 'FOK']),
          selfTradePrevention: random.pick(['NONE', 'EXPIRE_BOTH', 'DECREMENT', 'EXPIRE_MAKER']),
        }),
      );
      const opened = exchange.orders(account).filter(isOpen);
      if (opened.length > 8) exchange.cancel(random.pick(opened), 'x');
      if (turn % 3 === 0) mover.step();
    }
    for (const account of ['ann', 'bob']) {
      const money = { BTC: Big(10), USDT: Big(10_000) };
      for (const fill of exchange.fills(account)) {
        const sign = fill.side === 'BUY' ? 1 : -1;
        money.BTC = money.BTC.plus(Big(unitsText(fill.quantity)).times(sign));
        money.USDT = money.USDT.minus(Big(unitsText(fill.quoteQuantity)).times(sign));
        const feeAsset = fill.feeAsset === 'BTC' ? 'BTC' : 'USDT';
        money[feeAsset] = money[feeAsset].minus(unitsText(fill.fee));
      }
      expect(exchange.fills(account).length).toBeGreaterThan(100);
      for (const asset of ['BTC', 'USDT'] as const) {
        const { free, locked } = exchange.ledger.balance(account, asset);
        expect(unitsText(free + locked)).toBe(money[asset].toFixed(8));
        const reserved = exchange
          .orders(account)
          .filter((order) => (order.side === 'BUY') === (asset === 'USDT'))
          .reduce((sum, order) => sum + order.reserved, 0n);
        expect(locked).toBe(reserved);
      }
      for (const order of exchange.orders(account)) {
        const sum = exchange
          .fills(account)
          .filter(({ orderId }) => orderId === order.id)
          .reduce((total, { quantity }) => total + quantity, 0n);
        expect(order.executed).toBe(sum);
        expect(isOpen(order) || order.reserved === 0n).toBe(true);
      }
    }
  });
});
