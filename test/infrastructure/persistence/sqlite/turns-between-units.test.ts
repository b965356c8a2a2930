import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';

import { furnish, sampleOrder } from '#test/ports/sample-entities.ts';
import { openTemporary, temporaryWorkspace } from './temporary-workspace.ts';

const many = 50;

it('lets whatever else waits have its turn between units that queue up, and keeps their order', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  const done: number[] = [];
  const units = Array.from({ length: many }, async (_, number) => {
    await record.transact((unit) => unit.orders.insert(sampleOrder(number)));
    done.push(number);
  });
  const seen = new Set<number>();
  while (done.length < many) {
    await turnOfTheLoop();
    seen.add(done.length);
  }
  await Promise.all(units);
  expect(done).toEqual(Array.from({ length: many }, (_, number) => number));
  // As an answer of a venue would: it is taken up after one unit, not after all of them.
  expect([...seen].filter((count) => count > 0 && count < many).length).toBeGreaterThan(many / 2);
});
