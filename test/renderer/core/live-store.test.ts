import { describe, expect, test } from 'vitest';
import type { QuoteInfo } from '#src/contract/market.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { initialLiveState } from '#renderer/core/live-store.ts';
import { applyChange, applySnapshot, orderIn } from '#renderer/core/record.ts';
import { applyProgress } from '#renderer/core/progress.ts';
import { applyQuotes } from '#renderer/core/quotes.ts';
import { applyValued } from '#renderer/core/live-positions.ts';
import { emptySnapshot } from './fake-core.ts';
import { order, orderChanged, paper, position, tableWith } from './records.ts';

const opened = applySnapshot(initialLiveState, {
  ...emptySnapshot,
  workspace: paper,
  activeOrders: [order('1')],
});

function quote(time: number, last: string): QuoteInfo {
  return { instrumentId: 'sim:NKNUSDT', last, time };
}

describe('applySnapshot', () => {
  test('replaces what was known, and counts up so that pages are fetched again', () => {
    const later = applySnapshot(opened, { ...emptySnapshot, workspace: paper, activeOrders: [order('2')] });
    expect(later.orders.ids()).toEqual(['2']);
    expect(later.generation).toBe(opened.generation + 1);
  });

  test('keeps quotes of the same workspace and drops those of another', () => {
    const quoted = applyQuotes(opened, [quote(1, '0.35')]);
    const same = applySnapshot(quoted, { ...emptySnapshot, workspace: paper });
    const other = applySnapshot(quoted, { ...emptySnapshot, workspace: { ...paper, id: 'w2' } });
    expect(Object.keys(same.quotes)).toEqual(['sim:NKNUSDT']);
    expect(other.quotes).toEqual({});
  });
});

describe('applyChange', () => {
  test('keeps an order that ended, so that its last state stays on the screen', () => {
    const after = applyChange(opened, 1, orderChanged('1', { status: 'FILLED', active: false }));
    expect(orderIn(after, '1')?.status).toBe('FILLED');
    expect(after.orders.size).toBe(0);
    expect(after.sequence).toBe(1);
  });

  test('knows an ended order that changes once more, and one that lives again, once', () => {
    const end = { status: 'CANCELLED', active: false } as const;
    const ended = ['1', '2'].reduce((state, id) => applyChange(state, 1, orderChanged(id, end)), opened);
    const filled = applyChange(ended, 2, orderChanged('1', { status: 'FILLED', active: false }));
    expect(filled.ended.list().map(({ id, status }) => [id, status])).toEqual([
      ['1', 'FILLED'],
      ['2', 'CANCELLED'],
    ]);
    const lives = applyChange(filled, 3, orderChanged('2'));
    expect([lives.orders.ids(), lives.ended.ids()]).toEqual([['2'], ['1']]);
  });

  test('an unrelated slice keeps its identity, so that its panel does not repaint', () => {
    const after = applyChange(opened, 1, orderChanged('2'));
    expect(after.positions).toBe(opened.positions);
    expect(after.accounts).toBe(opened.accounts);
  });

  test('lets go of orders that ended long ago, has the pages read again, and keeps every active one', () => {
    let state = applyChange(opened, 1, orderChanged('stays'));
    for (let index = 0; index < 1000; index += 1) {
      const ended = orderChanged(`ended-${index}`, { status: 'FILLED', active: false });
      state = applyChange(state, index + 2, ended);
    }
    expect(state.ended.size).toBeLessThan(410);
    expect(orderIn(state, 'ended-999')?.status).toBe('FILLED');
    expect(state.orders.ids()).toEqual(['1', 'stays']);
    expect(state.generation).toBeGreaterThan(opened.generation);
  });

  test('replaces a feed by venue and adds an unknown one', () => {
    const live = { venue: 'binance', status: 'live', since: 1 } as const;
    const one = applyChange(opened, 1, { type: 'feedChanged', feed: live });
    const two = applyChange(one, 2, { type: 'feedChanged', feed: { ...live, status: 'stale' } });
    expect(two.feeds).toEqual([{ ...live, status: 'stale' }]);
  });
});

function held(id: string, more: Partial<PositionInfo> = {}): PositionInfo {
  return position({ id, ...more });
}

describe('what was noted for a position', () => {
  const { accountId, instrumentId, side } = held('a');
  const others = [held('b', { accountId: 'other' }), held('c', { side: 'SELL' })];
  const state = { ...opened, positions: tableWith(held('a', { takeProfit: '9' }), ...others) };

  test('shows on the one that is held on that side, and what is left out is gone', () => {
    const protection = { accountId, instrumentId, side, stopLoss: '5' };
    const after = applyChange(state, 1, { type: 'protectionChanged', protection });
    expect(after.positions.list()).toEqual([held('a', { stopLoss: '5' }), ...others]);
  });

  test('changes nothing once it has closed', () => {
    const over = held('a', { closedAt: 4 });
    const closed = applyChange(state, 1, { type: 'positionChanged', position: over });
    const protection = { accountId, instrumentId, side, stopLoss: '5' };
    const after = applyChange(closed, 1, { type: 'protectionChanged', protection });
    expect(after.positions).toBe(closed.positions);
    expect(after.closed).toBe(closed.closed);
    expect(closed.closed.list()).toEqual([over]);
  });
});

describe('positions that are made anew', () => {
  const state = {
    ...opened,
    positions: tableWith(
      held('joined'),
      held('elsewhere', { accountId: 'other' }),
      held('another', { instrumentId: 'sim:BTCUSDT', held: 'BTC' }),
    ),
    closed: tableWith(held('gone', { closedAt: 2 }), held('ended', { accountId: 'other', closedAt: 2 })),
  };
  const { accountId, held: of } = held('joined');

  test('are all that there is of what their account holds: one that is gone leaves the screen', () => {
    const open = held('joined', { quantity: '2' });
    const after = applyChange(state, 1, { type: 'positionsRebuilt', accountId, held: of, open });
    expect(after.positions.ids().toSorted()).toEqual(['another', 'elsewhere', 'joined']);
    expect(after.positions.find('joined')?.quantity).toBe('2');
    expect(after.closed.ids()).toEqual(['ended']);
  });

  test('may all be closed, and have pages of closed ones fetched again', () => {
    const after = applyChange(state, 1, { type: 'positionsRebuilt', accountId, held: of });
    expect(after.positions.ids().toSorted()).toEqual(['another', 'elsewhere']);
    expect(after.generation).toBe(state.generation + 1);
  });
});

test('the last quote to arrive wins, also after the clock was set back', () => {
  const before = applyQuotes(opened, [quote(3_600_002, '0.36')]);
  const after = applyQuotes(before, [quote(1, '0.35'), quote(2, '0.34')]);
  expect(after.quotes['sim:NKNUSDT']).toEqual(quote(2, '0.34'));
});

test('finished work is gone', () => {
  const work = { task: 'demo', work: { code: 'MAKE_DEMO' } as const, done: 1, total: 2, finished: false };
  const during = applyProgress(opened, work, 0);
  expect(during.progress['demo']?.done).toBe(1);
  expect(applyProgress(during, { ...work, finished: true }, 1).progress).toEqual({});
});

test('work that a core had begun before it was started again is gone', () => {
  const work = { task: 'backup', work: { code: 'BACKUP' } as const, done: 1, total: 2, finished: false };
  const during = applyProgress(opened, work, 0);
  expect(Object.keys(applySnapshot(during, emptySnapshot).progress)).toEqual(['backup']);
  expect(applySnapshot(during, { ...emptySnapshot, epoch: 'another' }).progress).toEqual({});
});

test('a valuation that marks a position as it is keeps its identity, so that its row does not repaint', () => {
  const valuation = { portfolioId: 'main', currency: 'USDT', balances: [], time: 1 };
  const told = applyChange(opened, 1, { type: 'positionChanged', position: position({ mark: '2' }) });
  const mark = { id: 'p1', quantity: '1', cost: '0.35', mark: '2' };
  const again = applyValued(told, [{ valuation, marks: [mark] }]);
  expect(again.positions).toBe(told.positions);
  expect(again.sequence).toBe(1);
  const moved = applyValued(again, [{ valuation, marks: [{ ...mark, mark: '3' }] }]);
  expect(moved.positions.find('p1')?.mark).toBe('3');
});
