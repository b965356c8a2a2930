import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { MatchingEngine } from '#src/domain/matching/matching-engine.ts';
import { bookOf, coin, engineWith, ladder, noon, orderOf, show, told, tradeOf } from './matching-fixtures.ts';

test('an order whose time is over has ended before what the market does then', () => {
  const engine = engineWith('100000');
  show(engine, ladder);
  engine.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }), noon);
  const after = {
    instrumentId: coin.id,
    book: ladder,
    trades: [tradeOf('99.0', 50, 'SELL')],
    last: '99.0',
  };
  const events = engine.onMarket(after, Date.UTC(2026, 2, 11));
  expect(events.map(({ type }) => type)).toEqual(['expired']);
  expect(engine.hasOpenOrders(coin.id)).toBe(false);
});

test('after a halt a stop goes by the first trade since, not by one of the halt', () => {
  let tradable = true;
  const engine = new MatchingEngine({
    fees: { maker: Decimal.zero, taker: Decimal.zero },
    balances: [{ currency: coin.settle, amount: Decimal.from('100000') }],
    instruments: () => ({ ...coin, tradable }),
    lastFill: 0,
  });
  show(engine, ladder, [], '100.0');
  engine.place(orderOf({ stop: '101.0', quantity: 1 }), noon);
  tradable = false;
  show(engine, undefined, [tradeOf('101.5', 1, 'BUY', 2)]);
  tradable = true;
  expect(told(show(engine, ladder, [tradeOf('100.0', 1, 'BUY', 3)]))).toEqual([]);
  expect(told(show(engine, ladder, [tradeOf('101.0', 1, 'BUY', 4)]))).toEqual([
    'o triggered',
    'o TAKER 1 @ 100',
  ]);
});

test('nothing trades while the instrument is halted, and what rests trades on after it', () => {
  let tradable = true;
  const engine = new MatchingEngine({
    fees: { maker: Decimal.zero, taker: Decimal.zero },
    balances: [{ currency: coin.settle, amount: Decimal.from('100000') }],
    instruments: () => ({ ...coin, tradable }),
    lastFill: 0,
  });
  show(engine, ladder);
  engine.place(orderOf({ id: 'rests', limit: '99.8' }), noon);
  engine.place(orderOf({ id: 'waits', stop: '101.0', quantity: 1 }), noon);
  tradable = false;
  const crossing = bookOf([], [['99.0', '50']], 2);
  expect(
    told(show(engine, crossing, [tradeOf('101.0', 50, 'BUY', 2), tradeOf('99.0', 50, 'SELL', 2)])),
  ).toEqual([]);
  tradable = true;
  expect(told(show(engine, crossing))).toEqual(['rests MAKER 10 @ 99.8']);
});

test('after an outage a stop goes by what the market is then, not by the last trade of before', () => {
  const engine = engineWith('100000', '10');
  show(engine, ladder, [], '100.0');
  engine.place(orderOf({ side: 'SELL', stop: '95.0', quantity: 1 }), noon);
  show(engine, undefined);
  const fallen = bookOf([['90.0', '5']], [['90.2', '5']], 2);
  expect(told(show(engine, fallen))).toEqual(['o triggered', 'o TAKER 1 @ 90']);
});

test('where the venue has not said its time yet, every trade that comes concerns what rests', () => {
  const engine = engineWith('100000');
  show(engine, { ...ladder, time: 0 });
  engine.place(orderOf({ limit: '99.8', quantity: 1 }), noon + 3_600_000);
  expect(told(show(engine, { ...ladder, time: 0 }, [tradeOf('99.7', 50, 'SELL')]))).toEqual([
    'o MAKER 1 @ 99.8',
  ]);
});
