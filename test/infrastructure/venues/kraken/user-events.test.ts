import { expect, it } from 'vitest';

import { accountId } from '#src/domain/ids.ts';
import { createUserEvents } from '#src/infrastructure/venues/kraken/user-events.ts';

const origin = { accountId: accountId('ann'), source: 'stream', receivedAt: 5 } as const;
const order = {
  order_id: 'O1',
  exec_type: 'pending_new',
  order_status: 'pending_new',
  symbol: 'BTC/USD',
  side: 'sell',
  order_type: 'limit',
  order_qty: 2,
  limit_price: 60_000,
  timestamp: '2026-01-02T03:04:05.678901Z',
};

/** What the frames of one connection tell, in turn. */
function read(...events: readonly object[]) {
  const parse = createUserEvents(1, () => origin);
  return events.map((event) => {
    const message = parse(JSON.stringify({ channel: 'executions', type: 'update', data: [event] }));
    if (message.kind !== 'several') throw new Error(message.kind);
    return message.messages[0];
  });
}

function termsOf(event: object) {
  const [told] = read(event);
  return told?.kind === 'order' ? told.heard.reports[0]?.placed : undefined;
}

it('what is told of an order later lacks whose market it is', () => {
  const end = {
    order_id: 'O1',
    exec_type: 'canceled',
    order_status: 'canceled',
    cum_qty: 0,
    reason: 'User requested',
    timestamp: '2026-01-02T03:04:06Z',
  };
  expect(read(order, end)[1]).toMatchObject({
    kind: 'order',
    heard: {
      order: { instrumentId: 'kraken:BTC/USD', brokerOrderId: 'O1' },
      reports: [{ type: 'accepted' }, { type: 'cancelled', clientOrderId: 'O1' }],
    },
  });
  expect(read(end)).toMatchObject([{ kind: 'malformed' }]);
});

it('a price that is a distance from the market’s is not known', () => {
  const stop = { price: 5, price_type: 'pct', reference: 'last' };
  const trailing = { ...order, order_type: 'trailing-stop', limit_price: undefined, triggers: stop };
  expect(termsOf(trailing)).toMatchObject({ type: 'MARKET', stopPrice: undefined, limitPrice: undefined });
  const fixed = { ...trailing, order_type: 'stop-loss', triggers: { price: 59_000, price_type: 'static' } };
  expect(termsOf(fixed)).toMatchObject({ type: 'STOP' });
  expect(String(termsOf(fixed)?.stopPrice)).toBe('59000');
  expect(termsOf(order)).toMatchObject({ type: 'LIMIT', side: 'SELL' });
});

it('an order on margin is none of a spot account', () => {
  const filled = { order_id: 'O1', exec_type: 'filled', order_status: 'filled', timestamp: order.timestamp };
  expect(read({ ...order, margin: true }, filled)).toEqual([{ kind: 'other' }, { kind: 'other' }]);
});

it.each([
  ['{"method":"pong","req_id":7}', 'other'],
  ['{"method":"subscribe","req_id":1,"success":true}', 'subscribed'],
  ['{"method":"subscribe","req_id":1,"success":false,"error":"Invalid token"}', 'refused'],
  ['{"channel":"heartbeat"}', 'other'],
  ['[]', 'malformed'],
])('%s is %s', (frame, kind) => {
  expect(createUserEvents(1, () => origin)(frame).kind).toBe(kind);
});
