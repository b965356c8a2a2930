import { expect, it } from 'vitest';

import { accountId } from '#src/domain/ids.ts';
import { Secret } from '#src/domain/secret.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import { reportsOf } from '#src/infrastructure/venues/binance/order-wire.ts';
import { parseUserMessage, subscription } from '#src/infrastructure/venues/binance/user-events.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';

const placed = {
  e: 'executionReport',
  s: 'BTCUSDT',
  c: 'web_1',
  C: '',
  S: 'BUY',
  o: 'LIMIT',
  f: 'GTC',
  q: '1',
  p: '90',
  P: '0',
  x: 'NEW',
  X: 'NEW',
  r: 'NONE',
  i: 1,
  l: '0',
  z: '0',
  L: '0',
  n: '0',
  N: null,
  T: 1_700_000_000_000,
  t: -1,
  m: false,
  O: 1_700_000_000_000,
};
const traded = { x: 'TRADE', X: 'FILLED', l: '1', L: '90', z: '1', t: 4 };

const told = (change: object) => parseUserMessage(JSON.stringify({ event: { ...placed, ...change } }));

function reported(change: object): readonly VenueReport[] {
  const message = told(change);
  if (message.kind !== 'order') throw new TypeError(message.kind);
  const fills = message.heard.fill === undefined ? [] : [message.heard.fill];
  return reportsOf(message.heard.order, fills, {
    accountId: accountId('ann'),
    source: 'stream',
    receivedAt: 0,
  });
}

/** What throws while it is heard ends the program: https://github.com/middleapi/orpc/issues/1615. */
it.each([
  ['an id of 101 letters', { c: 'x'.repeat(101) }],
  ['an id of a megabyte', { C: 'x'.repeat(1_000_000) }],
  ['an id of 100 letters, each of two units', { c: '😀'.repeat(100) }],
  ['a symbol of 100 letters, each of two units', { s: '😀'.repeat(100) }],
  ['no id', { c: '' }],
  ['an id that cannot be seen', { c: 'a\u202Eb' }],
  ['a symbol of 101 letters', { s: 'B'.repeat(101) }],
  ['a symbol that cannot be seen', { s: 'BTC\u202EUSDT' }],
  ['a time that no date tells', { O: lastTime + 1 }],
  ['an end at a time that no date tells', { T: lastTime + 1 }],
  ['a trigger at a time that no date tells', { W: lastTime + 1, P: '1' }],
  ['a quantity less than none', { q: '-1' }],
  ['less than none filled', { z: '-1' }],
  ['a price less than none', { p: '-1' }],
  ['a fill of less than none', { ...traded, l: '-1' }],
  ['a fill for less than none', { ...traded, L: '-90' }],
  ['a fill without a number', { ...traded, t: -4 }],
  ['a quantity beyond all numbers', { q: '1e999' }],
  ['a state of nobody', { X: '__proto__' }],
])('an order with %s is not understood, and nothing else happens', (_, change) => {
  expect(told(change)).toMatchObject({ kind: 'malformed' });
});

it.each(['__proto__', 'constructor', 'toString'])('no order has the type %s', (type) => {
  expect(reported({ o: type }).map((report) => report.placed)).toEqual([undefined]);
});

it('of a reason no more than a line is taken', () => {
  const [report] = reported({ X: 'REJECTED', r: 'no'.repeat(1_000_000) });
  expect(report).toMatchObject({ type: 'rejected', reason: `${'no'.repeat(100)}…` });
});

it('what a venue does tell is taken', () => {
  expect(reported({ ...traded, s: '币安人生USDT', c: 'x-A1:b/c.d_e' })).toMatchObject([
    { type: 'accepted', clientOrderId: 'x-A1:b/c.d_e', placed: { instrumentId: 'binance:币安人生USDT' } },
    { type: 'filled', fill: { venueTradeId: '4' } },
  ]);
});

const refusedWith = (msg: string) =>
  parseUserMessage(JSON.stringify({ id: subscription, status: 400, error: { code: -2015, msg } }));

it('what it says of a subscription that it refuses is a line, without the key', () => {
  const held = new Secret('canary-of-a-venue-key-that-is-long-enough');
  expect(refusedWith(`no key ${held.reveal()}`)).toMatchObject({ end: { said: 'no key [secret]' } });
  expect(refusedWith('x'.repeat(1_000_000))).toMatchObject({ end: { said: `${'x'.repeat(200)}…` } });
});
