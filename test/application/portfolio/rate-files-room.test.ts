import { expect, it } from 'vitest';

import { createRateFiles } from '#src/application/portfolio/rate-files.ts';
import { currency } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const [of, into] = [currency('EUR'), currency('USDT')];
const day = Date.UTC(2026, 0, 2);

it('of a file of rates nothing is taken where the disk has no room for all of them', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const series = [{ of, into, days: [day, day + 86_400_000], rates: ['1.2', '1.3'] }];
  const asked: number[] = [];
  const rateFiles = createRateFiles({
    store: files.record,
    references: files.referenceRates,
    read: async () => ok({ format: 'table', base: undefined, series, problems: [], invalid: 0 }),
    requireRoom: async (wanted) => {
      asked.push(wanted);
      throw new NoRoomError('there is too little room');
    },
    clock: { now: () => day },
    ids: { next: () => 'a file', random: () => 'another' },
    look: () => undefined,
    onFolded: () => undefined,
    foldAnew: (record) => record(),
  });
  const file = { name: 'rates.csv', text: '', told: undefined };
  await expect(rateFiles.take(file)).rejects.toBeInstanceOf(NoRoomError);
  expect(asked).toEqual([2]);
  expect(await files.referenceRates.find({ of, into, day })).toBeUndefined();
  expect(await files.record.read.rateFiles.list()).toEqual([]);
});
