/** A workspace with orders, events, fills, ledger entries, balances and positions that agree with each other. */
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { decimal, furnish, sampleEntry, sampleFill, sampleOrder } from '#test/ports/sample-entities.ts';
import { optionsFor, temporaryWorkspace } from '../temporary-workspace.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

export async function busyWorkspace(orders = 5): Promise<string> {
  const folder = await temporaryWorkspace();
  const store = await openWorkspaceFiles({ ...optionsFor(folder), durability: 'bulk' });
  await furnish(store.record);
  await store.record.transact((unit) => unit.ledger.append([sampleEntry(0)]));
  for (let number = 1; number <= orders; number += 1) await trade(store, number);
  await store.close();
  return folder;
}

/** One filled order, in one unit of work. */
export async function trade({ record }: WorkspaceFiles, number: number): Promise<void> {
  const side = number % 3 === 0 ? 'SELL' : 'BUY';
  const fill = sampleFill(number, { side });
  const order = sampleOrder(number, { side, quantity: decimal('0.5'), status: 'FILLED' });
  const { id, createdAt } = order;
  await record.transact(async (unit) => {
    await unit.orders.insert({
      ...order,
      filledQuantity: fill.quantity,
      filledValue: fill.quantity.times(fill.price),
    });
    await unit.orders.appendEvents([
      {
        orderId: id,
        sequence: 1,
        type: 'filled',
        source: 'stream',
        status: 'FILLED',
        time: createdAt,
        receivedAt: createdAt,
        detail: '0.5 at 42000.1',
      },
    ]);
    await bookFills(unit, [{ ...fill, orderId: id }]);
  });
}
