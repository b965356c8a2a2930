import type { Alert } from '#src/domain/alert.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RoomReserve } from '#src/ports/workspaces.ts';

/** Milliseconds between two looks whether a full disk has room again. */
const lookEvery = 10_000;

/** Tells the trader that the disk is full, and that it has room again; returns what ends it. */
export function watchRoom(
  reserve: RoomReserve,
  clock: Pick<Clock, 'after'>,
  raise: (alert: Alert) => void,
  log: Pick<Log, 'warn'>,
): () => void {
  let callOff: (() => void) | undefined;

  function follow(spent: boolean): void {
    callOff?.();
    raise(spent ? full : roomy);
    if (spent) callOff = clock.after(lookEvery, look);
  }

  function look(): void {
    callOff = clock.after(lookEvery, look);
    reserve.restore().catch((fault: unknown) => log.warn('the room on the disk cannot be told', { fault }));
  }

  if (reserve.spent) follow(true);
  const leave = reserve.onChange(follow);
  return () => {
    callOff?.();
    leave();
  };
}

const full: Alert = { severity: 'critical', code: 'DISK_FULL' };
const roomy: Alert = { severity: 'info', code: 'DISK_HAS_ROOM' };
