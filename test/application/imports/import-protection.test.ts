import { expect, it } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { importId } from '#src/domain/ids.ts';
import { protects } from '#src/domain/protection.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { accountOf, btc, fill, importInto, openStore, start } from './imported-history.ts';

const clock = createFakeClock(start);
const prices = { stopLoss: Decimal.from('90'), takeProfit: Decimal.from('150') };

async function heldAndNoted(): Promise<RecordStore> {
  const store = await openStore();
  await importInto(store, 'Binance', [fill(0, 'BUY', '2', '100')]);
  const accountId = await accountOf(store);
  const noted = { accountId, instrumentId: btc, side: 'BUY', ...prices } as const;
  await store.transact((unit) => unit.protections.save(noted));
  return store;
}

async function shown({ read }: RecordStore) {
  const [open] = await read.positions.active([await accountOf({ read })]);
  const noted = (await read.protections.list()).filter((one) => open !== undefined && protects(one, open));
  return { held: open?.quantity.toString(), noted };
}

/** Imports are numbered. */
const second = importId('I2');

it('an import that adds to a position leaves what was noted for it, and so does its undo', async () => {
  const store = await heldAndNoted();
  await importInto(store, 'Binance', [fill(1, 'BUY', '1', '110')]);
  expect(await shown(store)).toMatchObject({ held: '3', noted: [prices] });
  await undoImport({ store, clock }, second);
  expect(await shown(store)).toMatchObject({ held: '2', noted: [prices] });
});

it('an import of older fills has the positions folded anew, and leaves what was noted', async () => {
  const store = await heldAndNoted();
  await importInto(store, 'Binance', [fill(-5, 'BUY', '1', '80'), fill(-4, 'SELL', '0.5', '85')]);
  expect(await shown(store)).toMatchObject({ held: '2.5', noted: [prices] });
});

it('undoing an import that closed the position brings back what was noted for it', async () => {
  const store = await heldAndNoted();
  await importInto(store, 'Binance', [fill(1, 'SELL', '2', '110')]);
  expect(await shown(store)).toMatchObject({ held: undefined, noted: [] });
  await undoImport({ store, clock }, second);
  expect(await shown(store)).toMatchObject({ held: '2', noted: [prices] });
});

it('a position that an import closes and opens again has nothing noted, whatever the order of its file', async () => {
  for (const before of [[], [fill(-5, 'BUY', '1', '80'), fill(-4, 'SELL', '1', '85')]]) {
    const store = await heldAndNoted();
    const imported = [...before, fill(1, 'SELL', '2', '110'), fill(2, 'BUY', '3', '105')];
    await importInto(store, 'Binance', imported);
    expect(await shown(store)).toMatchObject({ held: '3', noted: [] });
  }
});

it('an import that is broken off takes nothing of it away', async () => {
  const store = await heldAndNoted();
  const full = new Error('the disk is full');
  const refusing = () => ({ write: () => Promise.resolve(), flush: () => Promise.reject(full) });
  const fills = [fill(1, 'SELL', '2', '110'), fill(2, 'BUY', '3', '105')];
  const signal = new AbortController().signal;
  await expect(importInto(store, 'Binance', fills, [], signal, refusing)).rejects.toThrow('the disk is full');
  expect(await shown(store)).toMatchObject({ held: '2', noted: [prices] });
});

it('an undo that dies while the positions are folded anew loses nothing of it', async () => {
  const store = await heldAndNoted();
  await importInto(store, 'Binance', [fill(1, 'BUY', '1', '110')]);
  await expect(undoImport({ store: dyingWithPositions(store), clock }, second)).rejects.toThrow('it died');
  expect(await shown(store)).toMatchObject({ held: '3', noted: [prices] });
  await undoImport({ store, clock }, second);
  expect(await shown(store)).toMatchObject({ held: '2', noted: [prices] });
});

/** It dies when the positions are to be folded anew and none is yet: behind the mark, the fills and the look for more. */
function dyingWithPositions(store: RecordStore): RecordStore {
  let left = 4;
  return {
    read: store.read,
    begin: () => store.begin(),
    async transact(work) {
      left -= 1;
      if (left < 0) throw new Error('it died');
      return store.transact(work);
    },
  };
}
