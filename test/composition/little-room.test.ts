import { readdir, truncate } from 'node:fs/promises';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { requireRoomFor } from '#src/infrastructure/persistence/sqlite/operations/room.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { desk } from './maintenance-desk.ts';

const mebibyte = 1024 * 1024;
/** Bytes that no test machine has: the file has holes, and takes none of them. */
const vast = 2 ** 43;

function freeMebibytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return (bavail * bsize) / mebibyte;
}

it.each(['maintenance.backup', 'maintenance.export'] as const)(
  '%s of more than the disk has room for is refused before it is written, with what is needed and what there is',
  async (name) => {
    const { handlers, open, ended, folder, workspaces } = await desk((workspace) =>
      truncate(join(workspace, 'market.sqlite'), vast),
    );
    await open();
    const before = await readdir(workspaces, { recursive: true });
    const state = await ended(await handlers[name]({}));
    if (state.state !== 'failed' || state.reason.code !== 'FAILED') throw new Error(JSON.stringify(state));
    const { cause } = state.reason;
    if (typeof cause === 'string' || cause.code !== 'TOO_LITTLE_ROOM') throw new Error(JSON.stringify(cause));
    expect(cause.folder.startsWith(workspaces)).toBe(true);
    expect(cause.needed).toBeGreaterThan(vast / mebibyte);
    expect(Math.abs(cause.free - freeMebibytes(folder))).toBeLessThan(1_024);
    const left = (await readdir(workspaces, { recursive: true })).filter((file) => !before.includes(file));
    expect(left.filter((file) => /unfinished|\.sqlite$|\.tapedeck$/.test(file))).toEqual([]);
  },
);

it('an import asks for as much as its rows will take', async () => {
  const folder = await temporaryFolder();
  await requireRoomFor(1_000, folder);
  // A record takes some hundred bytes for a fill at least: so many find no room.
  const tooMany = Math.ceil((freeMebibytes(folder) * mebibyte) / 300);
  await expect(requireRoomFor(tooMany, folder)).rejects.toMatchObject({
    problem: { code: 'TOO_LITTLE_ROOM', folder },
  });
});
