import { expect, test } from 'vitest';

import { answerOf, bookOf, engineWith, noon, orderOf, show, told, tradeOf } from './matching-fixtures.ts';

/** A spread of 99 to 102, in which own orders stand. */
const wide = bookOf([['99.0', '5']], [['102.0', '5']]);
const later = { ...wide, updateId: 2, time: noon + 2 };

function market() {
  const engine = engineWith('100000', '100');
  show(engine, wide, [], '100');
  return engine;
}

test('two orders of one’s own that cross are not both taken', () => {
  const engine = market();
  engine.place(orderOf({ id: 'sell', side: 'SELL', limit: '100' }), noon);
  expect(answerOf(engine.place(orderOf({ id: 'buy', limit: '100.5' }), noon))).toEqual([
    'WOULD_MEET_OWN_ORDER',
  ]);
});

test('what rests gives way to an own stop that triggers and would meet it, and is not filled by the same trade', () => {
  const engine = market();
  engine.place(orderOf({ id: 'sell', side: 'SELL', limit: '101' }), noon);
  expect(answerOf(engine.place(orderOf({ id: 'stop', limit: '101.5', stop: '100.5' }), noon))).toEqual([
    'stop accepted',
  ]);
  const events = show(engine, later, [tradeOf('100.5', 1, 'BUY')]);
  expect(told(events)).toEqual(['stop triggered', 'sell expired']);
  expect(events.at(-1)).toMatchObject({ reason: { code: 'GAVE_WAY_TO_OWN_ORDER', order: 'stop' } });
  const after = show(engine, { ...later, updateId: 3 }, [tradeOf('101.2', 1, 'SELL', 2)]);
  expect(told(after)).toEqual(['stop MAKER 1 @ 101.5']);
});

test('a stop at the market that sweeps to its own offer takes what is better, and the offer gives way', () => {
  const engine = market();
  engine.place(orderOf({ id: 'sell', side: 'SELL', quantity: 5, limit: '102.5' }), noon);
  engine.place(orderOf({ id: 'stop', quantity: 8, stop: '101' }), noon);
  const deep = bookOf(
    [['99.0', '5']],
    [
      ['102.0', '5'],
      ['103.0', '9'],
    ],
    2,
  );
  expect(told(show(engine, deep, [tradeOf('101', 1, 'BUY')]))).toEqual([
    'stop triggered',
    'sell expired',
    'stop TAKER 5 @ 102',
    'stop TAKER 3 @ 103',
  ]);
});

test('an own order that the stop does not reach stays', () => {
  const engine = market();
  engine.place(orderOf({ id: 'sell', side: 'SELL', quantity: 5, limit: '104' }), noon);
  engine.place(orderOf({ id: 'stop', quantity: 5, stop: '101' }), noon);
  expect(told(show(engine, later, [tradeOf('101', 1, 'BUY')]))).toEqual([
    'stop triggered',
    'stop TAKER 5 @ 102',
  ]);
});
