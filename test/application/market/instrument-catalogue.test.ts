import { expect, it } from 'vitest';
import { loadCatalogue } from '#src/application/market/instrument-catalogue.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, eth, furnish, sampleInstrument } from '#test/ports/sample-entities.ts';

it('learns what another thread has recorded since it was read', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  const catalogue = await loadCatalogue(record);
  await furnish(record);
  expect(() => catalogue.get(btc)).toThrow(EntityNotFoundError);
  await catalogue.learn([btc, eth, btc].map((instrumentId) => ({ instrumentId })));
  expect(catalogue.get(btc)).toEqual(sampleInstrument(btc));
  expect(catalogue.list().map(({ id }) => id)).toEqual([btc, eth]);
});
