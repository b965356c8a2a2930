import type { SettingChanged, SettingVersion } from '#src/contract/settings.ts';
import type { ValuedPortfolio } from '#src/contract/portfolio.ts';
import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';

export type RecordEvent = {
  readonly epoch: string;
  readonly sequence: number;
  readonly change: RecordChange;
};

export type ValuedEvent = {
  readonly epoch: string;
  /** Counts valuations alone. */
  readonly sequence: number;
  readonly valued: ValuedPortfolio[];
};

/** Numbers every change of the record, so that a screen can tell when it missed one. */
export type EventHub = {
  /** Names this run of the core: sequences of different runs do not compare. */
  readonly epoch: string;
  sequence(): number;
  publish(change: RecordChange): void;
  /** The newest valuation that was published. */
  valuationSequence(): number;
  /** What follows from prices: it is no fact, and is not counted among them. */
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
  const records = createTopic<RecordEvent>();
  const valued = createTopic<ValuedEvent>();
  const progresses = createTopic<ProgressInfo>();
  const settings = createTopic<SettingChanged>();
  let sequence = 0;
  let valuationSequence = 0;
  let settingSequence = 0;
  return {
    epoch,
    sequence: () => sequence,
    publish(change) {
      sequence += 1;
      records.publish({ epoch, sequence, change });
    },
    valuationSequence: () => valuationSequence,
    publishValued(portfolio) {
      valuationSequence += 1;
      valued.publish({ epoch, sequence: valuationSequence, valued: [portfolio] });
    },
    report: progresses.publish,
    settingVersion: () => ({ epoch, sequence: settingSequence }),
    publishSetting(setting) {
      settingSequence += 1;
      const version = { epoch, sequence: settingSequence };
      settings.publish({ ...version, setting });
      return version;
    },
    onRecord: records.on,
    onValued: valued.on,
    onProgress: progresses.on,
    onSetting: settings.on,
  };
}

function createTopic<Event>() {
  const listeners = new Set<(event: Event) => void>();
  return {
    publish(event: Event): void {
      for (const listener of listeners) listener(event);
    },
    on(listener: (event: Event) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
