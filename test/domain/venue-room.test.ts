import { expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { TradingRules } from '#src/domain/trading-rules.ts';
import { checkRoom, type VenueRoom } from '#src/domain/venue-room.ts';
import { coin } from './matching/matching-fixtures.ts';

const ten = Decimal.from('10');
const bid = { side: 'BUY', remaining: Decimal.from('3'), waits: false } as const;
const stop = { side: 'SELL', remaining: Decimal.from('1'), waits: true } as const;

function said(
  rules: TradingRules,
  terms: { side?: 'BUY' | 'SELL'; type?: 'LIMIT' | 'STOP'; toFill?: string },
  room: Partial<VenueRoom>,
) {
  const { side = 'BUY', type = 'LIMIT', toFill = '1' } = terms;
  const problem = checkRoom(
    { side, type, toFill: Decimal.from(toFill) },
    { ...coin, rules },
    { open: [], held: Decimal.zero, ...room },
  );
  return problem && JSON.parse(JSON.stringify(problem));
}

test('as many orders as the venue allows, and no more', () => {
  expect(said({ maxOrders: 2 }, {}, { open: [bid] })).toBeUndefined();
  expect(said({ maxOrders: 2 }, {}, { open: [bid, stop] })).toEqual({ code: 'TOO_MANY_ORDERS', most: 2 });
});

test('of stops those count that wait', () => {
  expect(said({ maxStops: 1 }, { type: 'STOP' }, { open: [bid, bid] })).toBeUndefined();
  expect(said({ maxStops: 1 }, { type: 'STOP' }, { open: [stop] })).toEqual({
    code: 'TOO_MANY_STOPS',
    most: 1,
  });
  expect(said({ maxStops: 1 }, { type: 'LIMIT' }, { open: [stop] })).toBeUndefined();
});

test('what is held and what open buys may add count for the position; a sale does not', () => {
  const room = { open: [bid, stop], held: Decimal.from('5') };
  expect(said({ maxPosition: ten }, { toFill: '2' }, room)).toBeUndefined();
  expect(said({ maxPosition: ten }, { toFill: '3' }, room)).toEqual({
    code: 'POSITION_TOO_LARGE',
    maximum: '10',
    room: '2',
    lotSize: '1',
  });
  expect(said({ maxPosition: ten }, { side: 'SELL', toFill: '20' }, room)).toBeUndefined();
  expect(said({ maxPosition: ten }, {}, { held: Decimal.from('11') })).toMatchObject({ room: '0' });
});

test('an order is reduced in its place as often as the venue allows', () => {
  expect(said({ maxAmendments: 2 }, {}, { amendments: 1 })).toBeUndefined();
  expect(said({ maxAmendments: 2 }, {}, { amendments: 2 })).toEqual({
    code: 'TOO_MANY_AMENDMENTS',
    most: 2,
  });
});
