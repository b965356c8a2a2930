import { describe, expect, it } from 'vitest';

import { createTransactionManager } from '#src/infrastructure/persistence/transaction-manager.ts';
import { BusyError, IntegrityError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { furnish, sampleOrder, startTime } from '#test/ports/sample-entities.ts';
import { openTemporary, temporaryWorkspace } from './sqlite/temporary-workspace.ts';

async function managed() {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  const clock = createFakeClock(startTime);
  return { record, clock, manager: createTransactionManager(record, clock) };
}

describe('execute with retry', () => {
  it('tries again when the store was busy, after the pause that was asked for', async () => {
    const { record, clock, manager } = await managed();
    const retries: number[] = [];
    let tries = 0;
    const done = manager.executeWithRetry(
      async (unit) => {
        tries += 1;
        await unit.orders.insert(sampleOrder(1));
        if (tries < 3) throw new BusyError('insert order order-1: the store stayed busy');
        return tries;
      },
      {
        maxRetries: 2,
        backoff(retry) {
          retries.push(retry);
          return retry * 100;
        },
      },
    );
    await expect.poll(() => clock.pending()).toBe(1);
    await clock.advance(99);
    expect(tries).toBe(1);
    await clock.advance(1);
    await expect.poll(() => clock.pending()).toBe(1);
    await clock.advance(200);
    expect(await done).toBe(3);
    expect(retries).toEqual([1, 2]);
    expect(await record.read.orders.count({})).toBe(1);
  });

  it('gives up after the last retry', async () => {
    const { manager } = await managed();
    let tries = 0;
    const failing = manager.executeWithRetry(
      async () => {
        tries += 1;
        throw new BusyError('busy');
      },
      { maxRetries: 0, backoff: () => 1 },
    );
    await expect(failing).rejects.toThrow(BusyError);
    expect(tries).toBe(1);
  });

  it('throws whatever else goes wrong at once', async () => {
    const { record, manager } = await managed();
    let tries = 0;
    const failing = manager.executeWithRetry(
      async (unit) => {
        tries += 1;
        await unit.orders.insert(sampleOrder(1));
        await unit.orders.insert(sampleOrder(1));
      },
      { maxRetries: 5, backoff: () => 1 },
    );
    await expect(failing).rejects.toThrow(IntegrityError);
    expect(tries).toBe(1);
    expect(await record.read.orders.count({})).toBe(0);
  });
});

describe('execute batch', () => {
  it('does all operations in their order, and gives their results', async () => {
    const { record, manager } = await managed();
    const results = await manager.executeBatch([
      (unit) => unit.orders.insert(sampleOrder(1)).then(() => 1),
      (unit) => unit.orders.count({}),
    ]);
    expect(results).toEqual([1, 1]);
    expect(await record.read.orders.count({})).toBe(1);
  });

  it('does none of them when one fails', async () => {
    const { record, manager } = await managed();
    const batch = manager.executeBatch([
      (unit) => unit.orders.insert(sampleOrder(1)),
      (unit) => unit.orders.insert(sampleOrder(1)),
    ]);
    await expect(batch).rejects.toThrow(IntegrityError);
    expect(await record.read.orders.count({})).toBe(0);
  });
});
