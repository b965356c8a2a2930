import { beforeEach, describe, expect, test } from 'vitest';
import type { Failure } from '#renderer/core/failure.ts';
import { createSettingKeeper } from '#renderer/saved/setting-keeper.ts';
import { nameOf, useSettingStore } from '#renderer/saved/setting-store.ts';
import { createFakeCore } from '#test/renderer/core/fake-core.ts';

const layout = { scope: 'workspace', workspaceId: 'w1', key: 'layout' } as const;
const ticket = { scope: 'workspace', workspaceId: 'w1', key: 'ticket' } as const;
const confirms = { scope: 'app', key: 'preference.confirmOrders' } as const;
const storeFailed = { code: 'STORE_FAILED', reason: 'The disk is full.' };

let stored: Record<string, string>;
let version: { epoch: string; sequence: number };
let timers: (() => void)[];
let told: (Failure | undefined)[];
let refused: Failure[];
let left: string[];

beforeEach(() => {
  useSettingStore.setState({}, true);
  stored = {};
  version = { epoch: 'first', sequence: 0 };
  timers = [];
  told = [];
  refused = [];
  left = [];
});

/** One screen; what the core answers is what `stored` and `version` say at that moment. */
function open() {
  const core = createFakeCore({
    'settings.find': () => ({
      ...version,
      values: Object.entries(stored).map(([key, json]) => ({ key, json })),
      ...(left.length > 0 && { left }),
    }),
    'settings.set': () => version,
  });
  const keeper = createSettingKeeper({
    client: core.connection.client,
    after: (_milliseconds, call) => timers.push(call),
    onUnkept: (failure) => told.push(failure),
    onRefused: (failure) => refused.push(failure),
  });
  return { ...core, keeper };
}

function shown(ref: Parameters<typeof nameOf>[0]): unknown {
  return useSettingStore.getState()[nameOf(ref)]?.value;
}

function changed(ref: Parameters<typeof nameOf>[0], value: unknown, sequence: number, epoch = 'first') {
  return { epoch, sequence, setting: { ...ref, json: JSON.stringify(value) } };
}

function written(core: ReturnType<typeof open>): unknown[] {
  return core.asked.filter(({ name }) => name === 'settings.set').map(({ input }) => input);
}

function added(value: unknown): unknown[] {
  return [...(Array.isArray(value) ? value : []), 'added'];
}

describe('one screen', () => {
  test('writes only the latest next value while one write of the key is under way', async () => {
    const core = open();
    for (const width of [1, 2, 3, 4]) core.keeper.set(layout, { width });
    expect(written(core)).toEqual([{ ...layout, json: '{"width":1}' }]);
    await core.answer();
    expect(written(core)).toEqual([{ ...layout, json: '{"width":4}' }]);
    await core.answer();
    expect(core.asked).toEqual([]);
    expect(shown(layout)).toEqual({ width: 4 });
  });

  test('writes keys that do not wait for each other', () => {
    const core = open();
    core.keeper.set(layout, 1);
    core.keeper.set(ticket, 2);
    expect(written(core)).toHaveLength(2);
  });

  test('asks again for what had no room in an answer, and takes it for unknown until then', async () => {
    const core = open();
    stored = { layout: '1' };
    left = ['ticket'];
    core.keeper.follow([layout, ticket]);
    await core.answer();
    expect(useSettingStore.getState()).toEqual({ [nameOf(layout)]: { value: 1 } });
    stored = { ticket: '2' };
    left = [];
    await core.answer();
    expect(shown(ticket)).toBe(2);
    expect(core.asked).toEqual([]);
  });

  test('reads a key once, and knows then that nothing is stored', async () => {
    const core = open();
    core.keeper.follow([layout]);
    core.keeper.follow([layout]);
    expect(core.asked).toHaveLength(1);
    await core.answer();
    expect(useSettingStore.getState()).toEqual({ [nameOf(layout)]: { value: undefined } });
  });

  test('what was set before the stored value came is newer, and stays', async () => {
    const core = open();
    stored = { ticket: '"old"' };
    core.keeper.follow([ticket]);
    core.keeper.set(ticket, 'new');
    await core.answer();
    expect(shown(ticket)).toBe('new');
    version = { epoch: 'first', sequence: 1 };
    await core.answer();
    expect(shown(ticket)).toBe('new');
  });
});

describe('a change of what is kept', () => {
  test('shows at once, and is made of the stored value, also when that cannot be read at first', async () => {
    const core = open();
    core.keeper.change(ticket, added);
    await core.refuse(storeFailed);
    expect(shown(ticket)).toEqual(['added']);
    expect(written(core)).toEqual([]);
    timers.shift()?.();
    stored = { ticket: '["kept"]' };
    await core.answer();
    expect(shown(ticket)).toEqual(['kept', 'added']);
    expect(written(core)).toEqual([{ ...ticket, json: '["kept","added"]' }]);
  });

  test('builds on those before it while the stored value is not known, and so it is made then', async () => {
    const core = open();
    stored = { ticket: '["kept"]' };
    core.keeper.change(ticket, added);
    core.keeper.change(ticket, added);
    expect(shown(ticket)).toEqual(['added', 'added']);
    await core.answer();
    expect(shown(ticket)).toEqual(['kept', 'added', 'added']);
  });

  test('is made of what another screen writes before the stored value is read', async () => {
    const core = open();
    core.keeper.change(ticket, added);
    core.keeper.hear(changed(ticket, ['theirs'], 1));
    expect(shown(ticket)).toEqual(['theirs', 'added']);
    await core.answer();
    expect(shown(ticket)).toEqual(['theirs', 'added']);
  });

  test('who asks for what is kept hears it once, when it is known', async () => {
    const core = open();
    stored = { ticket: '["kept"]' };
    const heard: unknown[] = [];
    core.keeper.whenKnown(ticket, (value) => heard.push(value));
    expect(heard).toEqual([]);
    await core.answer();
    core.keeper.whenKnown(ticket, (value) => heard.push(value));
    expect(heard).toEqual([['kept'], ['kept']]);
    expect(core.asked).toEqual([]);
  });

  test('is of what another screen wrote last', async () => {
    const core = open();
    core.keeper.follow([ticket]);
    await core.answer();
    core.keeper.hear(changed(ticket, ['theirs'], 1));
    core.keeper.change(ticket, added);
    expect(shown(ticket)).toEqual(['theirs', 'added']);
  });

  test('that changes nothing writes nothing', async () => {
    const core = open();
    core.keeper.follow([ticket]);
    await core.answer();
    core.keeper.change(ticket, (value) => value);
    expect(core.asked).toEqual([]);
  });
});

describe('two screens', () => {
  test('what the other changed is shown, each key by itself', async () => {
    const core = open();
    stored = { [confirms.key]: 'true' };
    core.keeper.follow([confirms]);
    await core.answer();
    core.keeper.hear(changed(confirms, false, 1));
    expect(shown(confirms)).toBe(false);
    core.keeper.hear(changed({ scope: 'app', key: 'preference.theme' }, 'light', 2));
    expect(shown(confirms)).toBe(false);
  });

  test('an older event does not replace a newer value', () => {
    const core = open();
    core.keeper.follow([confirms]);
    core.keeper.hear(changed(confirms, false, 4));
    core.keeper.hear(changed(confirms, true, 3));
    expect(shown(confirms)).toBe(false);
  });

  test('a value that was read before a change was heard does not replace it', async () => {
    const core = open();
    core.keeper.follow([confirms]);
    core.keeper.hear(changed(confirms, false, 1));
    stored = { [confirms.key]: 'true' };
    await core.answer();
    expect(shown(confirms)).toBe(false);
  });

  test('typing is not disturbed by the echo of what was typed before', async () => {
    const core = open();
    core.keeper.set(ticket, '1');
    core.keeper.set(ticket, '12');
    core.keeper.hear(changed(ticket, '1', 1));
    expect(shown(ticket)).toBe('12');
    version = { epoch: 'first', sequence: 1 };
    await core.answer();
    expect(shown(ticket)).toBe('12');
    version = { epoch: 'first', sequence: 2 };
    await core.answer();
    expect(shown(ticket)).toBe('12');
  });

  test('of two writes the later in the order of the core is shown, on the screen that lost too', async () => {
    const core = open();
    core.keeper.set(confirms, true);
    core.keeper.hear(changed(confirms, true, 1));
    core.keeper.hear(changed(confirms, false, 2));
    version = { epoch: 'first', sequence: 1 };
    await core.answer();
    expect(shown(confirms)).toBe(false);
  });

  test('and on the one that won', async () => {
    const core = open();
    core.keeper.set(confirms, true);
    core.keeper.hear(changed(confirms, false, 1));
    version = { epoch: 'first', sequence: 2 };
    await core.answer();
    expect(shown(confirms)).toBe(true);
  });

  test('a value that was heard keeps its identity when it comes again', () => {
    const core = open();
    core.keeper.follow([layout]);
    core.keeper.hear(changed(layout, { width: 1 }, 1));
    const before = shown(layout);
    core.keeper.hear(changed(layout, { width: 1 }, 2));
    expect(shown(layout)).toBe(before);
  });
});

describe('a write that failed', () => {
  test('is told, kept, and tried again until it is kept', async () => {
    const core = open();
    core.keeper.set(layout, 1);
    await core.refuse(storeFailed);
    expect(shown(layout)).toBe(1);
    expect(told).toEqual([storeFailed]);
    expect(core.asked).toEqual([]);
    timers.shift()?.();
    expect(written(core)).toEqual([{ ...layout, json: '1' }]);
    await core.refuse(storeFailed);
    timers.shift()?.();
    await core.answer();
    expect(told).toEqual([storeFailed, storeFailed, undefined]);
  });

  test('is written with what was set since', async () => {
    const core = open();
    core.keeper.set(layout, 1);
    core.keeper.set(layout, 2);
    await core.refuse({ code: 'DISCONNECTED' });
    core.keeper.resume();
    expect(written(core)).toEqual([{ ...layout, json: '2' }]);
  });

  test('is written to another run of the core, and what that had stored does not show in between', async () => {
    const core = open();
    version = { epoch: 'first', sequence: 7 };
    stored = { layout: '0' };
    core.keeper.follow([layout]);
    await core.answer();
    core.keeper.set(layout, 1);
    await core.refuse({ code: 'DISCONNECTED' });
    core.keeper.resume();
    version = { epoch: 'second', sequence: 0 };
    await core.answer();
    expect(shown(layout)).toBe(1);
    version = { epoch: 'second', sequence: 1 };
    await core.answer();
    expect(shown(layout)).toBe(1);
  });

  test('of a workspace that is not open waits for it, and for no clock', async () => {
    const core = open();
    core.keeper.set(layout, 1);
    await core.refuse({ code: 'NO_WORKSPACE' });
    expect(timers).toEqual([]);
    core.keeper.retry();
    expect(written(core)).toEqual([{ ...layout, json: '1' }]);
  });

  test('is taken back, and told, where it can never be kept', async () => {
    const core = open();
    stored = { layout: '0' };
    core.keeper.set(layout, 'too long');
    const failure = { code: 'INVALID_INPUT', field: 'json', problem: { code: 'TOO_LONG' } };
    await core.refuse(failure);
    expect(refused).toEqual([failure]);
    await core.answer();
    expect(shown(layout)).toBe(0);
    expect(timers).toEqual([]);
  });
});

test('a read that failed is tried again, and a new connection reads what changed unheard', async () => {
  const core = open();
  core.keeper.follow([confirms]);
  await core.refuse(storeFailed);
  timers.shift()?.();
  stored = { [confirms.key]: 'true' };
  await core.answer();
  expect(shown(confirms)).toBe(true);
  core.keeper.resume();
  stored = { [confirms.key]: 'false' };
  version = { epoch: 'second', sequence: 0 };
  await core.answer();
  expect(shown(confirms)).toBe(false);
});
