import { expect, it } from 'vitest';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import { instrumentId } from '#src/domain/ids.ts';
import { loadCatalogue } from '#src/application/market/instrument-catalogue.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, btcElsewhere, eth, furnish, sampleInstrument, usdt } from '#test/ports/sample-entities.ts';

it('learns what another thread has recorded since it was read', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  const catalogue = await loadCatalogue(record);
  await furnish(record);
  expect(() => catalogue.get(btc)).toThrow(EntityNotFoundError);
  await catalogue.learn([btc, eth, btc].map((id) => ({ instrumentId: id })));
  expect(catalogue.get(btc)).toEqual(sampleInstrument(btc));
  expect(catalogue.list().map(({ id }) => id)).toEqual([btc, eth]);
});

it('knows a pair at each venue that trades it, and never as what an import brought', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  const imported = { ...sampleInstrument(btc), id: importedInstrumentId('BTC-USDT') };
  const catalogue = await loadCatalogue(record);
  await catalogue.update([imported]);
  const { base } = sampleInstrument(btc);
  const pairsOf = ({ pairs }: typeof catalogue) => pairs(base, usdt).map(({ id }) => id);
  expect(pairsOf(catalogue)).toEqual([btc, btcElsewhere]);
  const again = await loadCatalogue(record);
  expect(pairsOf(again)).toEqual([btc, btcElsewhere]);
});

it(
  'takes up one pair under as many names as an answer of a venue may hold',
  { timeout: 10_000 },
  async () => {
    const { record } = await openTemporary(await temporaryWorkspace());
    const catalogue = await loadCatalogue(record);
    const many = Array.from({ length: 30_000 }, (_, number) => ({
      ...sampleInstrument(btc),
      id: instrumentId(`sim:BTC-${number}`),
    }));
    await catalogue.update(many);
    expect(catalogue.pairs(sampleInstrument(btc).base, usdt)).toHaveLength(many.length);
  },
);
