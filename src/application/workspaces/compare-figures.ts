import { figuresChanged } from '#src/ports/audit-repository.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type CompareFiguresNeeds = {
  readonly store: RecordStore;
  readonly reader: Pick<HistoryReader, 'upgradeChanges'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
};

/** Of the audit trail: that an upgrade changed none of the figures, or that nobody can tell. */
const figuresCompared = { action: 'compared', subject: 'figures' } as const;

/**
 * After a change of the schema, once everything is folded and before anything else is recorded: what it did to the figures
 * goes into the audit trail, and is told. A fault in it must not keep a trader from orders and money.
 */
export async function compareFigures(needs: CompareFiguresNeeds): Promise<void> {
  try {
    if (await isDue(needs.store)) await compare(needs);
  } catch (fault) {
    needs.log.error('what the new version changed could not be compared', { fault });
  }
}

async function isDue({ read }: RecordStore): Promise<boolean> {
  const migrated = await read.audit.findLast({ action: 'migrated', subject: 'schema' });
  if (migrated === undefined) return false;
  const done = [await read.audit.findLast(figuresChanged), await read.audit.findLast(figuresCompared)];
  return done.every((entry) => entry === undefined || entry.sequence < migrated.sequence);
}

async function compare({ store, reader, clock }: CompareFiguresNeeds): Promise<void> {
  const compared = await reader.upgradeChanges(new AbortController().signal);
  const time = clock.now();
  const hasChanged = compared !== undefined && compared.changes.length > 0;
  await store.transact(async ({ audit, alerts }) => {
    await audit.append({
      time,
      actor: 'tapedeck',
      ...(hasChanged ? figuresChanged : figuresCompared),
      detail: JSON.stringify(compared ?? {}),
    });
    if (!hasChanged) return;
    const alert = { severity: 'warning', code: 'FIGURES_CHANGED', figures: compared.changes.length } as const;
    await alerts.save([{ ...alert, id: `figures changed ${time}`, time, acknowledgedAt: undefined }]);
  }, 'essential');
}
