import type { SettingChanged, SettingVersion } from '#src/contract/settings.ts';
import type { ValuedPortfolio } from '#src/contract/portfolio.ts';
import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';

export type RecordEvent = {
  readonly epoch: string;
  readonly sequence: number;
  readonly change: RecordChange;
};

export type ValuedEvent = { readonly epoch: string; readonly valued: ValuedPortfolio[] };

/** Numbers every change of the record, so that a screen can tell when it missed one. */
export type EventHub = {
  /** Names this run of the core: sequences of different runs do not compare. */
  readonly epoch: string;
  sequence(): number;
  publish(change: RecordChange): void;
  /** What follows from prices: it is no fact, and has no number. */
  publishValued(valued: ValuedPortfolio): void;
  report(progress: ProgressInfo): void;
  /** The newest write of a setting that was published. */
  settingVersion(): SettingVersion;
  /** Call in the order of the commits; returns the version that the write got. */
  publishSetting(setting: SettingChanged['setting']): SettingVersion;
  onRecord(listener: (event: RecordEvent) => void): () => void;
  onValued(listener: (event: ValuedEvent) => void): () => void;
  onProgress(listener: (progress: ProgressInfo) => void): () => void;
  onSetting(listener: (event: SettingChanged) => void): () => void;
};

export function createEventHub(epoch: string): EventHub {
  const recordListeners = new Set<(event: RecordEvent) => void>();
  const valuedListeners = new Set<(event: ValuedEvent) => void>();
  const progressListeners = new Set<(progress: ProgressInfo) => void>();
  const settingListeners = new Set<(event: SettingChanged) => void>();
  let sequence = 0;
  let settingSequence = 0;
  return {
    epoch,
    sequence: () => sequence,
    publish(change) {
      sequence += 1;
      for (const listener of recordListeners) listener({ epoch, sequence, change });
    },
    publishValued(valued) {
      for (const listener of valuedListeners) listener({ epoch, valued: [valued] });
    },
    report(progress) {
      for (const listener of progressListeners) listener(progress);
    },
    settingVersion: () => ({ epoch, sequence: settingSequence }),
    publishSetting(setting) {
      settingSequence += 1;
      const version = { epoch, sequence: settingSequence };
      for (const listener of settingListeners) listener({ ...version, setting });
      return version;
    },
    onRecord: (listener) => join(recordListeners, listener),
    onValued: (listener) => join(valuedListeners, listener),
    onProgress: (listener) => join(progressListeners, listener),
    onSetting: (listener) => join(settingListeners, listener),
  };
}

function join<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
