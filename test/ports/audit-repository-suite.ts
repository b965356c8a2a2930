import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { AuditEntry } from '#src/ports/audit-repository.ts';
import { startTime } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

function entry(number: number): Omit<AuditEntry, 'sequence'> {
  return {
    time: startTime + number,
    actor: 'trader',
    action: 'undone',
    subject: `import ${number}`,
    detail: `{"file":"Käse ${number}.csv"}`,
  };
}

export function auditRepositorySuite(makeStore: MakeStore): void {
  describe('audit repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
    });

    afterEach(() => store.close());

    async function append(...numbers: readonly number[]): Promise<void> {
      await store.record.transact(async (unit) => {
        for (const number of numbers) await unit.audit.append(entry(number));
      });
    }

    it('gives back what was appended, the latest first, page by page', async () => {
      await append(1, 2);
      await append(3);
      const first = await store.record.read.audit.page({ limit: 2 });
      const second = await store.record.read.audit.page({ limit: 2, after: first.next });
      expect([...first.rows, ...second.rows]).toEqual(
        [3, 2, 1].map((number) => ({ ...entry(number), sequence: number })),
      );
      expect(second.next).toBeUndefined();
    });

    it('is whole after units that were committed and undone', async () => {
      await append(1, 2);
      const undone = store.record.transact(async (unit) => {
        await unit.audit.append(entry(3));
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      await append(4);
      expect(await store.record.read.audit.verify()).toEqual({ rows: 3, firstBad: undefined });
    });

    it('tells how far the walk is, and ends it when asked', async () => {
      await append(1, 2, 3);
      const progress: (readonly [number, number])[] = [];
      await store.record.read.audit.verify({ onProgress: (done, total) => progress.push([done, total]) });
      expect(progress.at(-1)).toEqual([3, 3]);
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(store.record.read.audit.verify({ signal })).rejects.toThrow('enough');
    });
  });
}
