import { expect, it } from 'vitest';
import { undoImport } from '#src/application/undo-import.ts';
import { importId } from '#src/domain/ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { furnish, main, sampleFill, startTime } from '#test/ports/sample-entities.ts';

it('leaves an entry in the audit trail, once', async () => {
  const store = (await openTemporary(await temporaryWorkspace())).record;
  await furnish(store);
  const id = importId('run');
  await store.transact(async (unit) => {
    await unit.imports.insert({
      id,
      accountId: main,
      fileName: 'kraken.csv',
      format: 'kraken',
      importedAt: startTime,
      fills: 1,
      undoneAt: undefined,
    });
    await unit.trades.saveMany([sampleFill(1, { source: 'import', orderId: undefined })], id);
  });
  const needs = { store, clock: createFakeClock(startTime + 1), pause: () => Promise.resolve() };
  await undoImport(needs, id);
  await undoImport(needs, id);
  const { rows } = await store.read.audit.page({ limit: 10 });
  expect(rows).toEqual([
    {
      sequence: 1,
      time: startTime + 1,
      actor: 'trader',
      action: 'undone',
      subject: 'import run',
      detail: '{"fileName":"kraken.csv","fills":1}',
    },
  ]);
});
