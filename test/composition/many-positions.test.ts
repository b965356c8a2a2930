import { expect, it } from 'vitest';

import { currency, heldId, instrumentId, positionId } from '#src/domain/ids.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { main, sampleInstrument } from '#test/ports/sample-entities.ts';
import { desk } from './maintenance-desk.ts';

const many = 3_000;

it('while the state of very many positions is read, others have their turn', async () => {
  const core = await desk(async (folder) => {
    const files = await openTemporary(folder);
    await files.record.transact(async (unit) => {
      const [one] = await unit.positions.active([main]);
      if (one === undefined) throw new Error('no position is open');
      const numbers = Array.from({ length: many }, (_, at) => `C${at}`);
      await unit.instruments.saveMany(
        numbers.map((base) => ({
          ...sampleInstrument(instrumentId(`binance:${base}USDT`)),
          symbol: `${base}USDT`,
          base: currency(base),
        })),
      );
      await unit.positions.saveMany(
        numbers.map((base) => ({
          ...one,
          id: positionId(`main/${base}/1`),
          held: heldId(base),
          instrumentId: instrumentId(`binance:${base}USDT`),
        })),
      );
    });
    await files.close();
  });
  await core.open();
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns += 1;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  const state = await core.handlers['state.snapshot']({});
  running = false;
  if (!state.ok) throw new Error('there is no state');
  expect(state.value.openPositions).toHaveLength(many + 1);
  const ids = state.value.openPositions.map(({ instrumentId: id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(turns).toBeGreaterThanOrEqual(many / 500);
}, 60_000);
