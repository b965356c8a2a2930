import { expect, it } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { importId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { accountOf, everything, fill, importInto, openStore, start } from './imported-history.ts';

const held = [fill(5_000, 'BUY', '2', '100'), fill(5_001, 'BUY', '1', '110')];

/** Round trips that begin and end before what is held, more than are folded at once. */
function trips(count: number): readonly ImportedFill[] {
  return Array.from({ length: count }, (_, at) => [
    fill(2 * at, 'BUY', '1', '90'),
    fill(2 * at + 1, 'SELL', '1', '95'),
  ]).flat();
}

/** What a screen that asks after each unit of work is told of what is held. */
function watched(store: RecordStore) {
  const seen = new Set<string>();
  const watching: RecordStore = {
    read: store.read,
    begin: () => store.begin(),
    async transact(work, importance) {
      const value = await store.transact(work, importance);
      const open = await store.read.positions.active([await accountOf(store)]);
      seen.add(open.map(({ quantity }) => quantity.toString()).join(' and '));
      return value;
    },
  };
  return { seen, watching };
}

it.each([
  ['one round trip', trips(1)],
  ['as many as come in several pieces', trips(600)],
  ['another side of it', [fill(0, 'SELL', '5', '90')]],
  ['nothing that is left of it', [fill(0, 'SELL', '3', '90')]],
])('what is held stands while %s comes before it, and while that is taken back', async (_, earlier) => {
  const store = await openStore();
  await importInto(store, 'Binance', held);
  const before = await everything(store);
  const { seen, watching } = watched(store);
  await importInto(watching, 'Binance', earlier);
  const whole = await openStore();
  await importInto(whole, 'Binance', [...earlier, ...held]);
  const sum = (await everything(whole)).open.map(({ quantity }) => quantity.toString()).join(' and ');
  expect([...seen]).toEqual(sum === '3' ? ['3'] : ['3', sum]);
  expect({ ...(await everything(store)), accounts: [] }).toEqual({
    ...(await everything(whole)),
    accounts: [],
  });

  seen.clear();
  await undoImport({ store: watching, clock: createFakeClock(start) }, importId('I2'));
  expect([...seen]).toEqual(sum === '3' ? ['3'] : [sum, '3']);
  expect(await everything(store)).toEqual(before);
});
