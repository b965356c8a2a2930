import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { createProtections } from '#src/application/portfolio/protections.ts';
import { decimal, furnish, main, btc, sampleFill, startTime } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

let folder: string;
let files: WorkspaceFiles;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  await furnish(files.record);
});

afterEach(() => files.close());

function fill(second: number, side: 'BUY' | 'SELL', quantity = '1') {
  const time = startTime + second * 1_000;
  return sampleFill(second, { side, quantity: decimal(quantity), fee: undefined, time });
}

function book(second: number, side: 'BUY' | 'SELL', quantity = '1') {
  return files.record.transact((unit) => bookFills(unit, [fill(second, side, quantity)]));
}

const prices = { stopLoss: decimal('40000'), takeProfit: decimal('50000') };

async function note(side: 'BUY' | 'SELL'): Promise<void> {
  const noted = { accountId: main, instrumentId: btc, side, ...prices };
  await files.record.transact((unit) => unit.protections.save(noted));
}

/** What the trader sees for the open position, as it is read when the workspace is opened. */
async function shown() {
  const protections = createProtections({
    store: files.record,
    clock: { now: () => startTime },
    mark: () => undefined,
    instrument: () => undefined,
    publish: () => undefined,
  });
  await protections.reload();
  const [open] = await files.record.read.positions.active([main]);
  return open && protections.of(open);
}

describe('what a trader noted for what is held', () => {
  it('stays when a late fill joins two round trips', async () => {
    await book(0, 'BUY');
    await book(2, 'SELL');
    await book(5, 'BUY');
    await note('BUY');
    await book(1, 'BUY');
    expect(await shown()).toMatchObject(prices);
  });

  it('is there again when a late fill tells that the position never closed', async () => {
    await book(0, 'BUY');
    await note('BUY');
    await book(2, 'SELL');
    expect(await shown()).toBeUndefined();
    await book(1, 'BUY');
    expect(await files.record.read.positions.active([main])).toMatchObject([{ quantity: decimal('1') }]);
    expect(await shown()).toMatchObject(prices);
  });

  it('is there again when two late fills turned the position and turned it back', async () => {
    await book(0, 'BUY');
    await book(9, 'BUY');
    await note('BUY');
    await book(2, 'SELL', '3');
    expect(await files.record.read.positions.active([main])).toMatchObject([{ quantity: decimal('-1') }]);
    expect(await shown()).toBeUndefined();
    await book(1, 'BUY', '3');
    expect(await files.record.read.positions.active([main])).toMatchObject([{ quantity: decimal('2') }]);
    expect(await shown()).toMatchObject(prices);
  });

  it('goes with the position: the next one on the same side has none', async () => {
    await book(0, 'BUY');
    await note('BUY');
    await book(1, 'SELL');
    expect(await book(2, 'BUY')).toMatchObject([
      { type: 'protectionEnded', accountId: main, instrumentId: btc },
      { type: 'positionChanged' },
    ]);
    expect(await shown()).toBeUndefined();
    await book(3, 'BUY');
    expect(await shown()).toBeUndefined();
  });

  it('does not stay when the position turns, nor when it turns back', async () => {
    await book(0, 'BUY');
    await note('BUY');
    await book(1, 'SELL', '2');
    expect(await shown()).toBeUndefined();
    await book(2, 'BUY', '2');
    expect(await shown()).toBeUndefined();
  });

  it('is not for one that began later, in fills that came late together', async () => {
    await book(0, 'BUY');
    await note('BUY');
    await book(4, 'SELL');
    const late = [fill(1, 'BUY'), fill(2, 'SELL'), fill(5, 'BUY')];
    const told = await files.record.transact((unit) => bookFills(unit, late));
    expect(told).toMatchObject([{ type: 'protectionEnded' }, { open: { sequence: 2 } }]);
    expect(await shown()).toBeUndefined();
  });

  it('is there after a restart', async () => {
    await book(0, 'SELL');
    await note('SELL');
    await files.close();
    files = await openTemporary(folder);
    expect(await shown()).toMatchObject(prices);
  });
});
