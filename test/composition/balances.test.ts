import { beforeEach, expect, test } from 'vitest';
import { openHistoryReader } from '#src/infrastructure/persistence/sqlite/jobs/history-thread.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  sampleAssertion,
  sampleEntry,
  sampleFill,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
const never = new AbortController().signal;

let files: WorkspaceFiles;
let reader: HistoryReader;

beforeEach(async () => {
  const folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  reader = openHistoryReader(jobWorker, folder);
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.balanceAssertions.append([sampleAssertion(1), sampleAssertion(2, { until: startTime + 2 })]);
    await unit.ledger.append([
      sampleEntry(1),
      sampleEntry(3, { cash: { currency: usdt, amount: decimal('-1') } }),
    ]);
    await unit.trades.saveMany([sampleFill(1, { quantity: decimal('0.1') }), sampleFill(2)]);
  });
});

test('what the record says of each balance, and what moved, are read in a thread', async () => {
  const { isWhole, recorded } = await reader.check(main, never);
  expect(isWhole).toBe(true);
  expect(Object.fromEntries(recorded.map(({ id, amount }) => [id, amount]))).toEqual({
    'stated-1': '0.6',
    'stated-2': '0.1',
  });
  const asset = { kind: 'currency', currency: usdt } as const;
  const question = { accountId: main, asset, from: startTime + 2, to: startTime + 10, most: 2 };
  // 0.5 at 42,000.1 and its fee of 21.00005; then 1 was paid out.
  expect(await reader.movements(question, never)).toEqual({
    movements: [
      {
        time: startTime + 2,
        amount: '-21000.05',
        kind: 'fill',
        instrumentId: btc,
        side: 'BUY',
        quantity: '0.5',
        price: '42000.1',
      },
      expect.objectContaining({ amount: '-21.00005', kind: 'fill' }),
    ],
    total: 3,
    sum: '-21022.05005',
  });
});

test('a check that nobody wants any more is given up', async () => {
  await expect(reader.check(main, AbortSignal.abort())).rejects.toThrow('it was stopped');
});
