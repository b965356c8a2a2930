import { run } from '#renderer/core/run.ts';
import type { SettingChanged, SettingRef, SettingVersion } from '#src/contract/settings.ts';
import type { Client } from '#src/transport/connect.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { nameOf, type SettingSlot, useSettingStore } from './setting-store.ts';

export type SettingKeeper = {
  /** Brings the stored value into the setting store, now and from then on. */
  follow(refs: readonly SettingRef[]): void;
  /** Shows the value at once, and writes it until it is kept. */
  set(ref: SettingRef, value: unknown): void;
  /**
   * Sets what `change` makes of the value; the same value sets nothing. Of a value that is not known yet it shows at once
   * what it makes of nothing, and sets what it makes of the stored one when that is read: it is called again then.
   */
  change(ref: SettingRef, change: (value: unknown) => unknown): void;
  /** Calls with the value, once it is known. */
  whenKnown(ref: SettingRef, then: (value: unknown) => void): void;
  /** What any screen wrote. */
  hear(event: SettingChanged): void;
  /** Reads again what may have changed unheard, and writes what waits: for a new connection. */
  resume(): void;
  /** Asks and writes again what failed: for another workspace. */
  retry(): void;
};

export type SettingKeeperNeeds = {
  readonly client: Client;
  /** Calls once after so many milliseconds. */
  readonly after: (milliseconds: number, call: () => void) => void;
  /** Why changes are not kept yet; undefined once they are. */
  readonly onUnkept: (failure: Failure | undefined) => void;
  /** A change that will never be kept, and is taken back. */
  readonly onRefused: (failure: Failure) => void;
};

type Slots = Readonly<Record<string, SettingSlot>>;
type Heard = SettingVersion & { readonly json: string | undefined };

type Entry = {
  readonly ref: SettingRef;
  /** Of what is shown, when it came from the core. */
  version: SettingVersion | undefined;
  /** As JSON: the newest value of this screen that is not being written yet. */
  waiting: string | undefined;
  writing: boolean;
  /** The newest of the core's while this screen's own is not kept: the later of the two in the core's order is shown. */
  heard: Heard | undefined;
  read: 'never' | 'asked' | 'failed' | 'done';
  /** To be made of a value that is not known yet, in this order. */
  changes: ((value: unknown) => unknown)[];
};

const firstPause = 1000;
const longestPause = 30_000;
const mostKeys = 100;

/**
 * Follows settings that several screens may change, each key by itself. The last write wins in the core's order; while
 * a change of this screen is on its way, what others wrote before it does not show for a moment in between. While one
 * write of a key is under way only the latest next value is kept, so that a drag is a handful of writes.
 */
export function createSettingKeeper({
  client,
  after,
  onUnkept,
  onRefused,
}: SettingKeeperNeeds): SettingKeeper {
  const entries = new Map<string, Entry>();
  let pause = firstPause;
  let timed = false;
  let unkept = false;

  function entryOf(ref: SettingRef): Entry {
    const name = nameOf(ref);
    const held = entries.get(name);
    if (held !== undefined) return held;
    const entry: Entry = {
      ref,
      version: undefined,
      waiting: undefined,
      writing: false,
      heard: undefined,
      read: 'never',
      changes: [],
    };
    entries.set(name, entry);
    return entry;
  }

  async function read(asked: readonly Entry[]): Promise<void> {
    const [first] = asked;
    if (first === undefined) return;
    for (const entry of asked) entry.read = 'asked';
    const keys = asked.map(({ ref }) => ref.key);
    const answer = await client.call('settings.find', { ...first.ref, keys });
    for (const entry of asked) entry.read = answer.ok ? 'done' : 'failed';
    if (!answer.ok) return tryLater(answer.error);
    const { values, left = [], epoch, sequence } = answer.value;
    const found = new Map(values.map(({ key, json }) => [key, json]));
    const told = asked.filter(({ ref }) => !left.includes(ref.key));
    const shown = told.map((entry) => accept(entry, { epoch, sequence, json: found.get(entry.ref.key) }));
    useSettingStore.setState(Object.assign({}, ...shown));
    for (const entry of told) makeChanges(entry);
    await read(asked.filter(({ ref }) => left.includes(ref.key)));
  }

  function makeChanges(entry: Entry): void {
    const { changes } = entry;
    entry.changes = [];
    for (const change of changes) changeNow(entry, change);
  }

  function changeNow(entry: Entry, change: (value: unknown) => unknown): void {
    const kept = useSettingStore.getState()[nameOf(entry.ref)]?.value;
    const next = change(kept);
    if (next !== kept) set(entry, next);
  }

  function isKnown(entry: Entry): boolean {
    return entry.changes.length === 0 && useSettingStore.getState()[nameOf(entry.ref)] !== undefined;
  }

  function makeOnceKnown(entry: Entry, change: (value: unknown) => unknown): void {
    entry.changes.push(change);
    follow([entry.ref]);
  }

  function set(entry: Entry, value: unknown): void {
    useSettingStore.setState({ [nameOf(entry.ref)]: { value } });
    entry.waiting = JSON.stringify(value);
    if (!entry.writing) run(write(entry));
  }

  function readAll(wanted: readonly Entry[]): void {
    const groups = Map.groupBy(wanted, ({ ref }) => (ref.scope === 'app' ? '' : ref.workspaceId));
    for (const group of groups.values()) {
      for (let at = 0; at < group.length; at += mostKeys) run(read(group.slice(at, at + mostKeys)));
    }
  }

  /** What it changes in the setting store. */
  function accept(entry: Entry, heard: Heard): Slots {
    const latest = entry.heard ?? entry.version;
    if (latest?.epoch === heard.epoch && heard.sequence < latest.sequence) return {};
    if (!isPending(entry)) return shownBy(entry, heard);
    entry.heard = heard;
    return {};
  }

  function shownBy(entry: Entry, { json, epoch, sequence }: Heard): Slots {
    entry.version = { epoch, sequence };
    entry.heard = undefined;
    const name = nameOf(entry.ref);
    const shown = useSettingStore.getState()[name];
    // The same value keeps its identity: nothing repaints.
    if (shown !== undefined && JSON.stringify(shown.value) === json) return {};
    return { [name]: { value: parseJson(json) } };
  }

  async function write(entry: Entry): Promise<void> {
    entry.writing = true;
    while (entry.waiting !== undefined) {
      const json = entry.waiting;
      entry.waiting = undefined;
      const answer = await client.call('settings.set', { ...entry.ref, json });
      if (answer.ok) settle(entry, answer.value);
      else if (answer.error.code === 'INVALID_INPUT') refuse(entry, answer.error);
      else {
        entry.waiting ??= json;
        entry.writing = false;
        return missed(answer.error);
      }
    }
    entry.writing = false;
    if (entry.heard !== undefined) useSettingStore.setState(shownBy(entry, entry.heard));
    if ([...entries.values()].some(isPending)) return;
    pause = firstPause;
    if (unkept) onUnkept(undefined);
    unkept = false;
  }

  /** Written: what was heard of before it is older than what is shown. */
  function settle(entry: Entry, version: SettingVersion): void {
    entry.version = version;
    const { heard } = entry;
    if (heard?.epoch !== version.epoch || heard.sequence <= version.sequence) entry.heard = undefined;
  }

  function refuse(entry: Entry, failure: Failure): void {
    onRefused(failure);
    // Nothing newer was written here: back to what is stored.
    if (entry.waiting !== undefined) return;
    entry.version = undefined;
    entry.writing = false;
    readAll([entry]);
  }

  function missed(failure: Failure): void {
    if (failure.code !== 'NO_WORKSPACE') {
      unkept = true;
      onUnkept(failure);
    }
    tryLater(failure);
  }

  function tryLater(failure: Failure): void {
    // Another workspace is open: `retry` says when this one may be.
    if (failure.code === 'NO_WORKSPACE' || timed) return;
    timed = true;
    after(pause, () => {
      timed = false;
      retry();
    });
    pause = Math.min(pause * 2, longestPause);
  }

  function writeWaiting(): void {
    for (const entry of entries.values()) {
      if (entry.waiting !== undefined && !entry.writing) run(write(entry));
    }
  }

  function retry(): void {
    readAll([...entries.values()].filter((entry) => entry.read === 'failed'));
    writeWaiting();
  }

  function follow(refs: readonly SettingRef[]): void {
    readAll(refs.map(entryOf).filter((entry) => entry.read === 'never'));
  }

  return {
    follow,
    set: (ref, value) => set(entryOf(ref), value),
    change(ref, change) {
      const entry = entryOf(ref);
      if (isKnown(entry)) return changeNow(entry, change);
      // Whoever types does not wait for the core: the next letter is put to what the field shows.
      const shown = useSettingStore.getState()[nameOf(ref)]?.value;
      const next = change(shown);
      if (next !== shown) useSettingStore.setState({ [nameOf(ref)]: { value: next } });
      makeOnceKnown(entry, change);
    },
    whenKnown(ref, then) {
      const entry = entryOf(ref);
      if (isKnown(entry)) return then(useSettingStore.getState()[nameOf(ref)]?.value);
      makeOnceKnown(entry, (value) => {
        then(value);
        return value;
      });
    },
    hear({ setting, epoch, sequence }) {
      const entry = entries.get(nameOf(setting));
      if (entry === undefined) return;
      useSettingStore.setState(accept(entry, { epoch, sequence, json: setting.json }));
      makeChanges(entry);
    },
    resume() {
      pause = firstPause;
      readAll([...entries.values()].filter((entry) => entry.read !== 'never'));
      writeWaiting();
    },
    retry,
  };
}

function isPending(entry: Entry): boolean {
  return entry.writing || entry.waiting !== undefined;
}

function parseJson(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
