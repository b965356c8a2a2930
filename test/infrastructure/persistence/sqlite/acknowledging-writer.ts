/** A process to be killed: commits one order with its event after another, and says so after each commit. */
import { writeSync } from 'node:fs';

import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { sampleOrder } from '#test/ports/sample-entities.ts';

const [folder = '', migrationsFolder = '', first = '0'] = process.argv.slice(2);
const store = await openWorkspaceFiles({ folder, migrationsFolder, clock: Date });

for (let number = Number(first); ; number += 1) {
  const order = sampleOrder(number);
  await store.record.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.orders.appendEvents([
      {
        orderId: order.id,
        sequence: 1,
        type: 'created',
        source: 'trader',
        status: order.status,
        time: order.createdAt,
        receivedAt: order.createdAt,
        detail: '',
      },
    ]);
  });
  writeSync(1, `${number}\n`);
}
