import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialLiveState, type LiveState } from '#renderer/core/live-store.ts';
import { applyChange, applySnapshot, orderIn } from '#renderer/core/record.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { emptySnapshot } from './fake-core.ts';
import { order, position } from './records.ts';

/** What happens to orders: one becomes active or ends, or the connection is lost and a snapshot says what is active now. */
const happenings = fc.array(
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record({
        id: fc.nat(900).map(String),
        active: fc.boolean(),
        times: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ snapshot: fc.uniqueArray(fc.nat(900).map(String), { maxLength: 50 }) }),
    },
  ),
  { maxLength: 60 },
);

test('after any changes, gaps and snapshots the active orders are those that are active, counted, and no ended one is among them', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      let state: LiveState = initialLiveState;
      let active = new Map<string, OrderInfo>();
      let sequence = 0;
      for (const happening of all) {
        sequence += 1;
        if ('snapshot' in happening) {
          active = new Map(happening.snapshot.map((id) => [id, order(id, { updatedAt: sequence })]));
          state = applySnapshot(state, { ...emptySnapshot, sequence, activeOrders: [...active.values()] });
          continue;
        }
        const changed = order(happening.id, { active: happening.active, updatedAt: sequence });
        for (let time = 0; time < happening.times; time += 1)
          state = applyChange(state, sequence, { type: 'orderChanged', order: changed });
        if (changed.active) active.set(changed.id, changed);
        else active.delete(changed.id);
        expect(orderIn(state, changed.id)).toBe(changed);
      }
      expect(state.orders.size).toBe(active.size);
      expect(new Set(state.orders.list())).toEqual(new Set(active.values()));
      expect(state.ended.ids().filter((id) => active.has(id))).toEqual([]);
    }),
  );
});

test('what ended is held up to a bound, the newest of it, whatever its kind; what is let go has the pages read again', () => {
  let state = applySnapshot(initialLiveState, emptySnapshot);
  const { generation } = state;
  for (let at = 0; at < 1000; at += 1) {
    const fill = { ...fillLike, id: `f${at}`, time: at };
    state = applyChange(state, at, {
      type: 'orderChanged',
      order: order(`o${at}`, { active: false, updatedAt: at }),
    });
    state = applyChange(state, at, { type: 'fillAdded', fill });
    state = applyChange(state, at, {
      type: 'positionChanged',
      position: position({ id: `p${at}`, closedAt: at, updatedAt: at }),
    });
    expect(Math.max(state.ended.size, state.fills.size, state.closed.size)).toBeLessThanOrEqual(400);
  }
  expect(state.generation).toBeGreaterThan(generation);
  for (let at = 801; at < 1000; at += 1) {
    expect([state.ended.find(`o${at}`)?.id, state.fills.find(`f${at}`)?.id]).toEqual([`o${at}`, `f${at}`]);
    expect(state.closed.find(`p${at}`)?.closedAt).toBe(at);
  }
  expect([state.orders.size, state.positions.size]).toEqual([0, 0]);
});

test('a position that closes is no longer among the open ones, and one that opens again is not among the closed', () => {
  const open = position();
  const closed = { ...open, closedAt: 4 };
  const told = applySnapshot(initialLiveState, { ...emptySnapshot, openPositions: [open] });
  const ended = applyChange(told, 1, { type: 'positionChanged', position: closed });
  expect([ended.positions.ids(), ended.closed.ids()]).toEqual([[], ['p1']]);
  const again = applyChange(ended, 2, { type: 'positionChanged', position: open });
  expect([again.positions.ids(), again.closed.ids()]).toEqual([['p1'], []]);
});

const fillLike = {
  accountId: 'a1',
  instrumentId: 'sim:NKNUSDT',
  side: 'BUY',
  quantity: '1',
  price: '0.35',
  notional: '0.35',
  currency: 'USDT',
  venueTradeId: 't',
  liquidity: 'MAKER',
  source: 'venue',
} as const;
