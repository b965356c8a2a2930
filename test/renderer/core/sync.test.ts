import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { StateSnapshot } from '#src/contract/state.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { canSend, freshAtFirst, useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { useQuoteWatchStore } from '#renderer/core/quote-watch-store.ts';
import { startSync } from '#renderer/core/sync.ts';
import type { ShownWorkspace } from '#renderer/core/tab-workspace.ts';
import { createFakeCore, emptySnapshot } from './fake-core.ts';
import { orderChanged, paper, position } from './records.ts';

let snapshot: StateSnapshot;
let core: ReturnType<typeof createFakeCore>;
let stop: () => void;
/** What the tab remembers over a reload. */
let shown: ShownWorkspace | undefined;
/** What waits for the next prices. */
let calm: (() => void)[] = [];
/** What waits for its time. */
let later: (() => void)[] = [];

beforeEach(() => {
  shown = undefined;
  useLiveStore.setState(initialLiveState, true);
  useQuoteWatchStore.setState({}, true);
  calm = [];
  later = [];
  useFreshnessStore.setState(freshAtFirst, true);
  snapshot = { ...emptySnapshot, sequence: 5, workspace: paper };
  core = createFakeCore({
    'state.snapshot': () => snapshot,
    'instruments.list': () => [],
    'workspaces.open': () => paper,
  });
  load();
});

/** A page that begins knows nothing but what its tab remembers. */
function load(): void {
  useLiveStore.setState(initialLiveState, true);
  const tab = { find: () => shown, keep: (now: ShownWorkspace) => void (shown = now) };
  stop = startSync({
    ...core.connection,
    tab,
    schedule: (run) => run(),
    scheduleCalm: (run) => calm.push(run),
    after: (_, call) => {
      later.push(call);
      return () => void (later = later.filter((other) => other !== call));
    },
  });
}

/** What the core says of one portfolio with one position. */
function valued(
  epoch: string,
  { quantity = '1', cost = '0.35', ...marked }: Partial<PositionInfo>,
  sequence = 1,
) {
  const valuation = {
    portfolioId: 'main',
    currency: 'USDT',
    equity: { isWhole: true, total: '100' },
    balances: [],
    time: 1,
  };
  return { epoch, sequence, valued: [{ valuation, marks: [{ id: 'p1', quantity, cost, ...marked }] }] };
}

afterEach(() => stop());

const live = () => useLiveStore.getState();
const questions = () => core.asked.map(({ name }) => name);
const wanted = () => core.subscribed('quotes').map(({ params }) => params);

/** Opens the connection and answers everything it asks at the start. */
async function open(): Promise<void> {
  core.become('open');
  await core.answer();
  await core.answer();
}

describe('a snapshot that the core cannot give', () => {
  const failed = { code: 'INTERNAL', incident: 'i1' };

  test('is said, withholds orders, and is asked for until it comes', async () => {
    core.become('open');
    await core.refuse(failed);
    expect(useFreshnessStore.getState().behindSince).toBeDefined();
    expect(canSend()).toBe(false);
    core.record(6, orderChanged('meanwhile'));
    expect(live().orders.size).toBe(0);
    later.shift()?.();
    await core.refuse(failed);
    later.shift()?.();
    await core.answer();
    expect(live().orders.ids()).toEqual(['meanwhile']);
    expect(useFreshnessStore.getState().behindSince).toBeUndefined();
    expect(canSend()).toBe(true);
  });

  test('is not asked for over a connection that is lost', async () => {
    core.become('open');
    await core.refuse(failed);
    core.become('lost');
    expect(later).toEqual([]);
  });
});

describe('the record', () => {
  test('what came while the snapshot was fetched is applied if it is newer, and not if it is in it', async () => {
    core.become('open');
    core.record(5, orderChanged('in the snapshot'));
    core.record(6, orderChanged('newer'));
    expect(live().orders.size).toBe(0);
    await core.answer();
    expect(live().orders.ids()).toEqual(['newer']);
    expect(live().sequence).toBe(6);
  });

  test('a repeated event changes nothing', async () => {
    await open();
    core.record(6, orderChanged('1', { status: 'FILLED' }));
    core.record(6, orderChanged('1', { status: 'SUBMITTED' }));
    expect(live().orders.find('1')?.status).toBe('FILLED');
    expect(questions()).toEqual([]);
  });

  test('what prices move waits for the next prices, and an order or a fill for nothing', async () => {
    await open();
    core.record(6, { type: 'positionChanged', position: position({ mark: '2', marketValue: '2' }) });
    expect(live().positions.find('p1')?.mark).toBe('2');

    core.emit('valuations', valued('first', { mark: '3', marketValue: '3' }));
    core.emit('valuations', valued('first', { mark: '4', marketValue: '4' }));
    expect(live().positions.find('p1')?.mark).toBe('2');
    for (const run of calm) run();
    expect(live()).toMatchObject({
      sequence: 6,
      valuations: { main: { equity: { total: '100' } } },
    });
    expect(live().positions.find('p1')).toMatchObject({ mark: '4', marketValue: '4' });
  });

  test('a mark of a position that a fill has changed since, or of an older core, is not shown', async () => {
    await open();
    core.record(6, { type: 'positionChanged', position: position({ quantity: '2', mark: '2' }) });
    core.emit('valuations', valued('first', { quantity: '1', mark: '3' }));
    for (const run of calm) run();
    expect(live().positions.find('p1')).toMatchObject({ quantity: '2', mark: '2' });
    core.emit('valuations', valued('of another start', { quantity: '2', mark: '3' }));
    for (const run of calm) run();
    expect(live().positions.find('p1')?.mark).toBe('2');
  });

  /** An answer that waits for its turn is overtaken by what is told meanwhile: fmaclen/canutin issue 390. */
  test('what prices made before the snapshot came is shown where it is newer, and not where it is older', async () => {
    for (const [valuationSequence, mark] of [
      [1, '3'],
      [2, '1'],
    ] as const) {
      snapshot = { ...snapshot, valuationSequence, openPositions: [position({ mark: '1' })] };
      core.become('open');
      core.emit('valuations', valued('first', { mark: '3' }, 2));
      await core.answer();
      await core.answer();
      for (const run of calm) run();
      expect(live().positions.find('p1')?.mark).toBe(mark);
    }
  });

  test('a gap fetches the snapshot again', async () => {
    await open();
    core.record(8, orderChanged('after the gap'));
    expect(questions()).toEqual(['state.snapshot']);
    snapshot = { ...snapshot, sequence: 7 };
    await core.answer();
    expect(live().sequence).toBe(8);
    expect(live().orders.ids()).toEqual(['after the gap']);
  });

  test('an event of another epoch fetches the snapshot again, and what came of the old one is dropped', async () => {
    await open();
    core.record(2, orderChanged('of the new core'), 'second');
    core.record(6, orderChanged('of the old core'));
    snapshot = { ...snapshot, epoch: 'second', sequence: 1 };
    await core.answer();
    expect(live().orders.ids()).toEqual(['of the new core']);
    expect(live().epoch).toBe('second');
  });

  test('a core that was started again opens the workspace of the page, which stays as it is until then', async () => {
    await open();
    core.record(6, orderChanged('1'));
    core.become('lost');
    snapshot = { ...emptySnapshot, epoch: 'second' };
    core.become('open');
    await core.answer();
    expect(core.asked).toMatchObject([{ name: 'workspaces.open', input: { id: paper.id } }]);
    expect([live().workspace, live().orders.ids()]).toEqual([paper, ['1']]);
    snapshot = { ...emptySnapshot, epoch: 'second', sequence: 1, workspace: paper };
    await core.answer();
    await core.answer();
    expect(live()).toMatchObject({ epoch: 'second', workspace: paper, orders: {} });
  });

  test('what is heard of long work while that workspace opens is kept', async () => {
    await open();
    core.become('lost');
    snapshot = { ...emptySnapshot, epoch: 'second' };
    core.become('open');
    await core.answer();
    useLiveStore.setState({ endings: 3 });
    await core.refuse({ code: 'NOT_FOUND', what: 'workspace', id: paper.id });
    expect(live().epoch).toBe('second');
    expect(live().endings).toBe(3);
  });

  test('a page that is reloaded after the core was started again opens the workspace that it showed', async () => {
    await open();
    stop();
    snapshot = { ...emptySnapshot, epoch: 'second' };
    load();
    core.become('open');
    await core.answer();
    expect(core.asked).toMatchObject([{ name: 'workspaces.open', input: { id: paper.id } }]);
    snapshot = { ...emptySnapshot, epoch: 'second', sequence: 1, workspace: paper };
    await core.answer();
    await core.answer();
    expect(live().workspace).toEqual(paper);
  });

  test.each([
    ['of a core that goes on', async () => undefined],
    [
      'once the trader has closed it',
      async () => {
        core.record(6, { type: 'workspaceChanged' });
        snapshot = { ...emptySnapshot, sequence: 6 };
        await core.answer();
        snapshot = { ...emptySnapshot, epoch: 'second' };
      },
    ],
  ])('a page that is reloaded opens nothing %s', async (_, before) => {
    await open();
    snapshot = { ...emptySnapshot, sequence: 6 };
    await before();
    stop();
    load();
    core.become('open');
    await core.answer();
    expect(live()).toMatchObject({ epoch: snapshot.epoch, workspace: undefined });
    expect(questions()).toEqual([]);
  });

  test('a workspace that cannot be opened again leaves the first page', async () => {
    await open();
    snapshot = { ...emptySnapshot, epoch: 'second' };
    core.become('open');
    await core.answer();
    await core.refuse({ code: 'NOT_FOUND', what: 'workspace', id: paper.id });
    expect(live()).toMatchObject({ epoch: 'second', workspace: undefined });
  });

  test('a connection that is lost while the workspace is opened again takes nothing off the page', async () => {
    await open();
    snapshot = { ...emptySnapshot, epoch: 'second' };
    core.become('open');
    await core.answer();
    await core.refuse({ code: 'DISCONNECTED' });
    expect(live().workspace).toEqual(paper);
  });

  test('a workspace that another screen has closed is closed here too', async () => {
    await open();
    snapshot = { ...emptySnapshot, sequence: 6 };
    core.record(6, { type: 'workspaceChanged' });
    await core.answer();
    expect(live().workspace).toBeUndefined();
    expect(questions()).toEqual([]);
  });

  test('a changed workspace fetches the snapshot again', async () => {
    await open();
    core.record(6, { type: 'workspaceChanged' });
    snapshot = { ...snapshot, sequence: 6, workspace: { ...paper, id: 'w2' } };
    await core.answer();
    expect(live().workspace?.id).toBe('w2');
    expect(questions()).toEqual(['instruments.list']);
  });

  test('a new connection fetches the snapshot again', async () => {
    await open();
    core.become('lost');
    expect(live().connection.status).toBe('lost');
    core.become('open');
    expect(questions()).toEqual(['state.snapshot']);
  });

  test('a failed snapshot is asked for again with the next connection', async () => {
    core.become('open');
    core.become('lost');
    core.become('open');
    expect(questions()).toEqual(['state.snapshot', 'state.snapshot']);
    snapshot = { ...snapshot, sequence: 9 };
    await core.answer();
    expect(live().epoch).toBeUndefined();
    await core.answer();
    expect(live().sequence).toBe(9);
  });
});

/** The ids of the rows that a watchlist shows. */
function inView(first: number): string[] {
  return Array.from({ length: 32 }, (_, row) => `i${first + row}`);
}

describe('quotes', () => {
  test('are subscribed for the union of what is watched', async () => {
    useQuoteWatchStore.setState({ watchlist: ['b', 'a'] });
    expect(wanted()).toEqual([]);
    await open();
    useQuoteWatchStore.setState({ chart: ['a', 'c'] });
    expect(wanted()).toEqual(['b', 'a', 'c'].map((id) => ({ instrumentIds: [id] })));
  });

  test('of what stays in view go on: ten rows scrolled are ten begun and ten ended', async () => {
    useQuoteWatchStore.setState({ watchlist: inView(0) });
    await open();
    const before = new Set(core.subscribed('quotes').map(({ id }) => id));
    for (let row = 1; row <= 10; row += 1) useQuoteWatchStore.setState({ watchlist: inView(row) });
    const after = core.subscribed('quotes').map(({ id }) => id);
    expect(after).toHaveLength(32);
    expect(after.filter((id) => !before.has(id))).toHaveLength(10);
  });

  test('are subscribed anew for another workspace, and not without one', async () => {
    useQuoteWatchStore.setState({ watchlist: ['a'] });
    await open();
    snapshot = { ...emptySnapshot, sequence: 6 };
    core.record(6, { type: 'workspaceChanged' });
    await core.answer();
    expect(wanted()).toEqual([]);
  });

  test('reach the store', async () => {
    useQuoteWatchStore.setState({ watchlist: ['a'] });
    await open();
    core.emit('quotes', [{ instrumentId: 'a', last: '1.5', time: 1 }]);
    expect(live().quotes['a']?.last).toBe('1.5');
  });
});

test('after the end nothing is listened to', async () => {
  await open();
  stop();
  expect([...core.subscribed('record'), ...core.subscribed('quotes')]).toEqual([]);
});
