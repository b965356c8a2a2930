import { alertToText } from '#src/domain/alert.ts';
import { expect, it } from 'vitest';
import { watchRoom } from '#src/application/workspaces/watch-room.ts';
import { DiskReserve } from '#src/infrastructure/persistence/sqlite/workspace/disk-reserve.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

it('tells of a full disk, and by itself that it has room again', async () => {
  const clock = createFakeClock(0);
  const reserve = await DiskReserve.open(await temporaryFolder());
  const titles: string[] = [];
  const leave = watchRoom(reserve, clock, (alert) => titles.push(alertToText(alert).title), {
    warn: () => undefined,
  });
  expect(titles).toEqual([]);
  reserve.giveBack();
  expect(titles).toEqual(['DISK_FULL']);
  await clock.advance(10_000);
  await expect.poll(() => titles).toEqual(['DISK_FULL', 'DISK_HAS_ROOM']);
  expect(clock.pending()).toBe(0);
  leave();
});
