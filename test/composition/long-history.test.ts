import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { desk } from './maintenance-desk.ts';

it('an answer about an order does not grow with its history', async () => {
  const { open, handlers } = await desk(async (workspace) =>
    tamper(
      join(workspace, 'record.sqlite'),
      `INSERT INTO order_events (order_id, sequence, type, source, status, time, received_at, detail)
       WITH RECURSIVE more (sequence) AS (SELECT 2 UNION ALL SELECT sequence + 1 FROM more WHERE sequence < 1000)
       SELECT 'order-1', sequence, 'filled', 'stream', 'PARTIALLY_FILLED', 1, 1, '' FROM more`,
    ),
  );
  await open();
  async function sequences(before?: number) {
    const answer = await handlers['orders.history']({ orderId: 'order-1', before });
    if (!answer.ok) throw new Error(answer.error.code);
    const all = answer.value.events.map(({ sequence }) => sequence);
    return { count: all.length, first: all[0], last: all.at(-1) };
  }
  expect(await sequences()).toEqual({ count: 200, first: 801, last: 1000 });
  expect(await sequences(801)).toEqual({ count: 200, first: 601, last: 800 });
  expect(await sequences(3)).toEqual({ count: 2, first: 1, last: 2 });
});
