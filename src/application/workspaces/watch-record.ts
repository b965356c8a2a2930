import type { Alert } from '#src/domain/alert.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

/** Milliseconds. */
const lookEvery = 5_000;
const back: Alert = { severity: 'info', code: 'RECORD_BACK' };

/** Tells the trader that the record was moved, removed or replaced while it is open, and that it is back; returns what ends it. */
export function watchRecord(
  files: Pick<WorkspaceFiles, 'misplaced'>,
  clock: Pick<Clock, 'after'>,
  raise: (alert: Alert) => void,
): () => void {
  let told = '';
  let callOff = clock.after(lookEvery, look);

  function look(): void {
    callOff = clock.after(lookEvery, look);
    const cause = files.misplaced();
    const found = cause === undefined ? '' : JSON.stringify(cause);
    if (found === told) return;
    told = found;
    raise(cause === undefined ? back : { severity: 'critical', code: 'RECORD_MISPLACED', cause });
  }

  return () => callOff();
}
