import { expect, it } from 'vitest';
import { watchRecord } from '#src/application/workspaces/watch-record.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

it('tells once that the record is not where it was opened, why, and by itself that it is back', async () => {
  const clock = createFakeClock(0);
  const gone = { code: 'DISK_REFUSES', file: 'record.sqlite', trouble: 'ENOENT' } as const;
  const replaced = { code: 'RECORD_REPLACED', file: 'record.sqlite' } as const;
  let problem: StoreProblem | undefined;
  const told: unknown[] = [];
  const leave = watchRecord({ misplaced: () => problem }, clock, (alert) => told.push(alert));
  async function becomes(next: StoreProblem | undefined): Promise<void> {
    problem = next;
    await clock.advance(10_000);
  }
  await becomes(undefined);
  expect(told).toEqual([]);
  await becomes(gone);
  await becomes(gone);
  await becomes(replaced);
  await becomes(undefined);
  expect(told).toEqual([
    { severity: 'critical', code: 'RECORD_MISPLACED', cause: gone },
    { severity: 'critical', code: 'RECORD_MISPLACED', cause: replaced },
    { severity: 'info', code: 'RECORD_BACK' },
  ]);
  leave();
  expect(clock.pending()).toBe(0);
});
