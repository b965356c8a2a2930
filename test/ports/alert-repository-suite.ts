import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { RaisedAlert } from '#src/domain/alert.ts';
import { startTime } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

function alert(id: string, changes: Partial<RaisedAlert> = {}): RaisedAlert {
  return {
    id,
    severity: 'warning',
    title: `Title ${id}`,
    message: 'What it means – and what to do: „nothing“.',
    time: startTime,
    acknowledgedAt: undefined,
    ...changes,
  };
}

export function alertRepositorySuite(makeStore: MakeStore): void {
  describe('alert repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
    });

    afterEach(() => store.close());

    it('keeps alerts, the newest first, whole', async () => {
      const older = alert('b', { severity: 'critical' });
      const newer = alert('a', { severity: 'info', time: startTime + 1, acknowledgedAt: startTime + 5 });
      await store.record.transact((unit) => unit.alerts.save([older, newer]));
      expect(await store.record.read.alerts.list()).toEqual([newer, older]);
    });

    it('keeps one of a code with its values', async () => {
      const coded: RaisedAlert = {
        id: 'a',
        severity: 'critical',
        time: startTime,
        acknowledgedAt: undefined,
        code: 'RECOVERY_FAILED',
        order: 'td-"7"',
        cause: 'disk I/O',
      };
      await store.record.transact((unit) => unit.alerts.save([coded]));
      expect(await store.record.read.alerts.list()).toEqual([coded]);
    });

    it('replaces by id, and takes out what is named', async () => {
      const kept = alert('a');
      await store.record.transact((unit) => unit.alerts.save([kept, alert('b')]));
      const acknowledged = { ...kept, acknowledgedAt: startTime + 9 };
      await store.record.transact(async (unit) => {
        await unit.alerts.save([acknowledged]);
        await unit.alerts.remove(['b', 'never there']);
      });
      expect(await store.record.read.alerts.list()).toEqual([acknowledged]);
    });
  });
}
