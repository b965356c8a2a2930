import { join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { BusyError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { btc, furnish, sampleOrder, startTime } from '#test/ports/sample-entities.ts';
import { lockedElsewhere } from './locked-elsewhere.ts';
import { openTemporary, temporaryWorkspace } from './temporary-workspace.ts';

async function furnished(patience: Parameters<typeof openTemporary>[1]) {
  const folder = await temporaryWorkspace();
  const store = await openTemporary(folder, patience);
  await furnish(store.record);
  return store;
}

/** What happens meanwhile is counted, not timed. */
const someTurns = 500;

describe('a record that another program has locked', () => {
  it('waits by the clock while the thread does everything else, and records in the order of asking', async () => {
    const patience = { clock: createSystemClock(), milliseconds: 60_000 };
    const { folder, record } = await furnished({ patience });
    const letGo = await lockedElsewhere(join(folder, 'record.sqlite'));
    const done: number[] = [];
    const units = [1, 2, 3].map(async (number) => {
      await record.transact((unit) => unit.orders.insert(sampleOrder(number)));
      done.push(number);
    });
    for (let turn = 0; turn < someTurns; turn += 1) {
      await turnOfTheLoop();
      expect(await record.read.orders.count({})).toBe(0);
    }
    expect(done).toEqual([]);
    await letGo();
    await Promise.all(units);
    expect(done).toEqual([1, 2, 3]);
    expect(await record.read.orders.count({})).toBe(3);
  });

  it('is given up in words after five seconds, and whoever waited behind as long is not made to wait again', async () => {
    const clock = createFakeClock(startTime);
    const { folder, record } = await furnished({ patience: { clock, milliseconds: 5_000 } });
    const letGo = await lockedElsewhere(join(folder, 'record.sqlite'));
    const told: unknown[] = [];
    const refused = [1, 2].map((number) =>
      record
        .transact((unit) => unit.orders.insert(sampleOrder(number)))
        .catch((error: unknown) => void told.push(error)),
    );
    await clock.advance(4_900);
    expect(told).toEqual([]);
    await clock.advance(200);
    await Promise.all(refused);
    expect(told).toEqual([expect.any(BusyError), expect.any(BusyError)]);
    expect(String(told[0])).toContain("kept the workspace's record.sqlite locked for 5 s");
    await letGo();
    await record.transact((unit) => unit.orders.insert(sampleOrder(3)));
    expect(await record.read.orders.count({})).toBe(1);
  });

  it('lets a unit by hand begin when the lock goes', async () => {
    const clock = createFakeClock(startTime);
    const { folder, record } = await furnished({ patience: { clock, milliseconds: 5_000 } });
    const letGo = await lockedElsewhere(join(folder, 'record.sqlite'));
    const begun = record.begin();
    await clock.advance(1_000);
    await letGo();
    await clock.advance(1_000);
    const unit = await begun;
    await unit.repositories.orders.insert(sampleOrder(1));
    await unit.commit();
    expect(await record.read.orders.count({})).toBe(1);
  });

  it('refuses at once where nobody said how long to wait', async () => {
    const { folder, record } = await furnished({});
    await lockedElsewhere(join(folder, 'record.sqlite'));
    await expect(record.transact((unit) => unit.settings.set('a', '1'))).rejects.toThrow(BusyError);
  });
});

it('a market file that another program has locked keeps no candle back for good', async () => {
  const clock = createFakeClock(startTime);
  const { folder, market } = await furnished({ patience: { clock, milliseconds: 5_000 } });
  const letGo = await lockedElsewhere(join(folder, 'market.sqlite'));
  const prices = { open: '1', high: '2', low: '1', close: '2', volume: '3' };
  const saving = market.saveCandles([
    { instrumentId: btc, interval: '1m', openTime: startTime, ...prices, closed: true },
  ]);
  await clock.advance(500);
  await letGo();
  await clock.advance(500);
  await saving;
  expect(await market.latestCandle(btc, '1m')).toMatchObject({ openTime: startTime, close: '2' });
});

it('a workspace opens while another program holds its write lock', async () => {
  const folder = await temporaryWorkspace();
  await lockedElsewhere(join(folder, 'record.sqlite'));
  const store = await openTemporary(folder, {
    patience: { clock: createFakeClock(startTime), milliseconds: 5_000 },
  });
  expect(await store.record.read.orders.count({})).toBe(0);
});
