import { keptAlerts, subjectOf, type Alert, type RaisedAlert } from '#src/domain/alert.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type AlertChange =
  | { readonly type: 'alertRaised'; readonly alert: RaisedAlert }
  | { readonly type: 'alertsAcknowledged'; readonly ids: readonly string[]; readonly time: number };

export type AlertListNeeds = {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly ids: Pick<IdSource, 'next'>;
  readonly log: Pick<Log, 'warn'>;
  /** Those of earlier runs, the newest first. */
  readonly earlier: readonly RaisedAlert[];
  /** Where they are written; undefined where there is none to write to: they last as long as the list. */
  readonly store: RecordStore | undefined;
  readonly publish: (change: AlertChange) => void;
};

/** Milliseconds until what the record did not take is written again. */
const writeAgainAfter = 10_000;

export type AlertList = ReturnType<typeof createAlertList>;

/**
 * What asks for the trader's attention, until it is acknowledged and after. Raising an alert never fails and never waits:
 * the work that it tells of is done. What the record does not take, as on a full disk, stays here and is written
 * later; only a crash before that loses it.
 */
export function createAlertList({ clock, ids, log, earlier, store, publish }: AlertListNeeds) {
  let alerts = earlier;
  /** Said once of each: a storm of alerts must not cost more with every one that came before. */
  const subjects = new WeakMap<RaisedAlert, string>();
  /** By id: those that the record does not hold as they are here. */
  const unwritten = new Set<string>();
  const dropped = new Set<string>();
  let writing: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  let closed = false;

  function put(next: readonly RaisedAlert[], changed: readonly RaisedAlert[]): void {
    alerts = keptAlerts(next);
    for (const { id } of changed) unwritten.add(id);
    if (alerts.length === next.length) return;
    const kept = new Set(alerts.map(({ id }) => id));
    for (const { id } of next.filter((alert) => !kept.has(alert.id))) {
      unwritten.delete(id);
      dropped.add(id);
    }
  }

  function knownSubject(alert: RaisedAlert): string {
    const subject = subjects.get(alert) ?? subjectOf(alert);
    subjects.set(alert, subject);
    return subject;
  }

  /** Never rejects. */
  async function write(): Promise<void> {
    if (store === undefined || closed) return;
    callOff?.();
    if (writing === undefined && unwritten.size + dropped.size > 0) writing = writeAll(store);
    await writing;
  }

  /** Whoever raises an alert does not wait for it. */
  function writeBeside(): void {
    write().catch((fault: unknown) => log.warn('alerts could not be recorded', { fault }));
  }

  async function writeAll(record: RecordStore): Promise<void> {
    try {
      while (unwritten.size + dropped.size > 0) {
        const changed = alerts.filter(({ id }) => unwritten.has(id));
        const gone = [...dropped];
        await record.transact(async (unit) => {
          await unit.alerts.save(changed);
          await unit.alerts.remove(gone);
        });
        const held = new Set(alerts);
        for (const alert of changed) if (held.has(alert)) unwritten.delete(alert.id);
        for (const id of gone) dropped.delete(id);
      }
    } catch (fault) {
      log.warn('alerts could not be recorded, and are kept in memory until they can', { fault });
      callOff = clock.after(writeAgainAfter, writeBeside);
    }
    writing = undefined;
  }

  return {
    /** The newest first. */
    all: (): readonly RaisedAlert[] => alerts,
    /** One that tells of the same and was not acknowledged is told anew, not twice. */
    raise(alert: Alert): void {
      const subject = subjectOf(alert);
      const same = alerts.find(
        (other) =>
          other.acknowledgedAt === undefined &&
          other.severity === alert.severity &&
          knownSubject(other) === subject,
      );
      const id = same?.id ?? ids.next();
      const raised = { ...alert, id, time: clock.now(), acknowledgedAt: undefined };
      subjects.set(raised, subject);
      put([raised, ...alerts.filter((other) => other !== same)], [raised]);
      publish({ type: 'alertRaised', alert: raised });
      writeBeside();
    },
    /** Those of the ids that it has. */
    async acknowledge(wanted: readonly string[]): Promise<void> {
      const time = clock.now();
      const named = new Set(wanted);
      const isChosen = ({ id, acknowledgedAt }: RaisedAlert) => named.has(id) && acknowledgedAt === undefined;
      const chosen = alerts.filter(isChosen);
      if (chosen.length === 0) return;
      const next = alerts.map((alert) => (isChosen(alert) ? { ...alert, acknowledgedAt: time } : alert));
      put(next, chosen);
      publish({ type: 'alertsAcknowledged', ids: chosen.map(({ id }) => id), time });
      await write();
    },
    /** Before the record is closed. */
    async close(): Promise<void> {
      await write();
      closed = true;
      callOff?.();
    },
  };
}
