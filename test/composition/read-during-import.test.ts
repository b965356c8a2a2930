import { expect, it, onTestFinished } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { instrumentId } from '#src/domain/ids.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { desk } from '#test/composition/maintenance-desk.ts';
import { decimal, sampleFill, sampleInstrument, sampleOrder } from '#test/ports/sample-entities.ts';

const imported = instrumentId('import:SOL-EUR');

/** As another thread does it, before the program has read anew what it wrote. */
async function writeBeside(folder: string): Promise<void> {
  const beside = openRecordBeside(folder, async () => ({ isShared: false, end: () => undefined }));
  onTestFinished(() => beside.close());
  const fill = sampleFill(900, { instrumentId: imported, orderId: undefined, quantity: decimal('2') });
  await beside.transact(async (unit) => {
    await unit.instruments.saveMany([sampleInstrument(imported)]);
    await unit.orders.insert(sampleOrder(900, { instrumentId: imported }));
    await bookFills(unit, [fill]);
  });
}

it('what another thread has just imported is told whole, with the instruments that came with it', async () => {
  const core = await desk();
  await core.open();
  await writeBeside(core.folder);
  const snapshot = await core.handlers['state.snapshot']({});
  expect(snapshot).toMatchObject({ ok: true });
  const positions = snapshot.ok ? snapshot.value.openPositions : [];
  expect(positions.find((position) => position.instrumentId === imported)?.quantity).toBe('2');
});

it('the history of an order of an instrument that has just come is told', async () => {
  const core = await desk();
  await core.open();
  await writeBeside(core.folder);
  expect(await core.handlers['orders.history']({ orderId: 'order-900' })).toMatchObject({ ok: true });
});
