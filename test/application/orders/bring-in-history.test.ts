import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fillsAtOnce } from '#src/ports/exchange-client.ts';
import { account } from '#test/application/desk.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { bringInAll, historyVenue, newRecord, openRecord } from './history-venue.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'bring-in-and-die.ts');
const of = { accountIds: [account] };

test('what was brought in until it is cancelled stays, and begun again it goes on, with nothing twice', async () => {
  const { record, close } = await newRecord(join(await temporaryFolder(), 'w'));
  const traded = { orders: 5, fillsEach: 2 };
  const stopping = new AbortController();
  const asked: string[] = [];
  const cancelled = await bringInAll(
    record,
    historyVenue(traded, (order) => {
      asked.push(order);
      if (order === '2') stopping.abort();
    }),
    { signal: stopping.signal },
  );
  expect(cancelled).toEqual({ ok: false, error: { code: 'CANCELLED' } });
  // The one that was asked for by then is recorded whole.
  expect(await record.read.trades.count(of)).toBe(6);
  const progress: (readonly [number, number])[] = [];
  expect(
    await bringInAll(
      record,
      historyVenue(traded, (order) => void asked.push(order)),
      {
        report: (done, total) => void progress.push([done, total]),
      },
    ),
  ).toMatchObject({ ok: true, value: { orders: 2, fills: 4 } });
  expect(asked).toEqual(['0', '1', '2', '3', '4']);
  expect(progress).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(await record.read.trades.count(of)).toBe(10);
  expect(await record.read.orders.count(of)).toBe(5);
  await close();
});

test('killed in the middle it goes on where it was, with nothing twice', async () => {
  const folder = join(await temporaryFolder(), 'w');
  const traded = { orders: 6, fillsEach: 3 };
  const killed = await run(process.execPath, [dying, folder, '6', '3', '4']).catch((fault: unknown) => fault);
  expect(killed).toMatchObject({ signal: 'SIGKILL' });
  const { record, close } = await openRecord(folder);
  expect(await record.read.trades.count(of)).toBe(9);
  const asked: string[] = [];
  const told = await bringInAll(
    record,
    historyVenue(traded, (order) => void asked.push(order)),
  );
  expect(told).toMatchObject({ ok: true, value: { orders: 3, fills: 9, imported: 0 } });
  expect(asked).toEqual(['3', '4', '5']);
  expect(await record.read.trades.count(of)).toBe(18);
  expect(await record.read.orders.count(of)).toBe(6);
  await close();
}, 60_000);

test('more fills than one answer holds are all brought in, also of an order that two answers share', async () => {
  const { record, close } = await newRecord(join(await temporaryFolder(), 'w'));
  const traded = { orders: 3, fillsEach: fillsAtOnce * 0.45 };
  const asked: string[] = [];
  const told = await bringInAll(
    record,
    historyVenue(traded, (order) => void asked.push(order)),
  );
  expect(told).toMatchObject({ ok: true, value: { orders: 3, fills: 27_000 } });
  expect(asked).toEqual(['0', '1', '2']);
  expect(await record.read.trades.count(of)).toBe(27_000);
  await close();
}, 120_000);
