import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { draftId } from '#src/contract/values.ts';
import { simulated } from '#src/infrastructure/venues/simulated/simulated-instruments.ts';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

async function openedIn(workspaces: string, under: readonly string[]) {
  const program = startProgram(workspaces, { under });
  onTestFinished(program.kill);
  const screen = await openScreen(program, (fault) => {
    throw fault;
  });
  if (screen === undefined) throw new Error((await program.ended).errors);
  expect(await screen.call('workspaces.open', { id: workspaceId })).toMatchObject({ ok: true });
  return { program, screen };
}

/** https://www.sqlite.org/limits.html: some disks take no file beyond a size, as FAT32 none of 4 GiB. */
it.skipIf(process.platform === 'win32')(
  'a disk that takes no longer file is told by its code, and what was acknowledged is there',
  { timeout: 60_000 },
  async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const workspaces = await ground.traded();
    const under = ['/bin/sh', '-c', 'ulimit -f 1000; exec "$0" "$@"'];
    const { program, screen } = await openedIn(workspaces, under);

    const placed: string[] = [];
    async function place() {
      const answer = await screen.call('orders.place', {
        draftId: draftId.parse(randomUUID()),
        accountId: `account-${placed.length + 1}`,
        instrumentId: `${simulated}:BTC-USDT`,
        side: 'BUY',
        type: 'LIMIT',
        quantity: '0.001',
        limitPrice: '30000',
        timeInForce: 'GTC',
      });
      if (answer.ok) placed.push(answer.value.order.id);
      return answer;
    }
    await expect.poll(place, { interval: 0 }).toEqual({
      ok: false,
      error: { code: 'STORE_FAILED', reason: { code: 'FILE_UNREADABLE', fault: 'SQLITE_IOERR_WRITE' } },
    });
    expect(placed.length).toBeGreaterThan(0);
    await program.kill();

    const again = await openedIn(workspaces, []);
    for (const orderId of placed)
      expect(await again.screen.call('orders.history', { orderId })).toMatchObject({ ok: true });
  },
);
