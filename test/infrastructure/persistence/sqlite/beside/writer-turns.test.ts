import { expect, it } from 'vitest';

import { borrowTurns, lendTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { furnish, sampleFill } from '#test/ports/sample-entities.ts';

it('a thread that writes beside the program has its turn, and learns whether the program writes too', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const lent = lendTurns(files);
  const takeTurn = borrowTurns(lent.port);
  await furnish(files.record);
  const first = await takeTurn();
  expect(first.isShared).toBe(true);
  const order: string[] = [];
  const saved = files.record
    .transact((unit) => unit.trades.save(sampleFill(1)))
    .then(() => order.push('the program’s unit'));
  order.push('the thread’s turn');
  first.end();
  await saved;
  expect(order).toEqual(['the thread’s turn', 'the program’s unit']);
  const second = await takeTurn();
  expect(second.isShared).toBe(true);
  second.end();
  const third = await takeTurn();
  expect(third.isShared).toBe(false);
  third.end();
  await files.close();
  await expect(takeTurn()).rejects.toThrow(ConnectionError);
  lent.close();
});
