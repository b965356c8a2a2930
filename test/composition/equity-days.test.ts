import { expect, test } from 'vitest';
import { openHistoryReader } from '#src/infrastructure/persistence/sqlite/jobs/history-thread.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  sampleEntry,
  sampleFill,
  startTime,
} from '#test/ports/sample-entities.ts';

const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
const never = new AbortController().signal;
const day = 86_400_000;
const today = Math.floor(startTime / day) * day;

test('the days of an account are made in a thread, of the record and of the candles beside it', async () => {
  const folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.ledger.append([sampleEntry(1)]);
    await unit.trades.saveMany([sampleFill(2, { quantity: decimal('0.1') })]);
  });
  const prices = { open: '1', high: '43000', low: '1', close: '43000', volume: '1' };
  await files.market.saveCandles([
    { instrumentId: btc, interval: '1d', openTime: today, ...prices, closed: true },
  ]);
  const reader = openHistoryReader(jobWorker, folder);
  const question = { accountId: main, basis: undefined, firstUnknown: undefined, until: today + 2 * day };
  const read = await reader.equityDays(question, never);
  // 100.1 paid in, 0.1 bought at 42,000.1 with a fee of 21.00005, and then worth 4,300.
  const known = { day: today, equity: '179.08995', paidIn: '100.1', missing: [] };
  const unknown = { day: today + day, equity: undefined, paidIn: '100.1', missing: ['BTC'] };
  expect(read).toMatchObject({ isWhole: true, from: -Infinity, days: [known, unknown] });
  if (!read.isWhole) throw new Error('no import is under way');
  const later = { ...question, basis: read.basis, firstUnknown: undefined };
  expect(await reader.equityDays(later, never)).toMatchObject({ from: today + 2 * day, days: [] });
});
