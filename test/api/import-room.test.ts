import { describe, expect, it } from 'vitest';
import { NoRoomError } from '#src/ports/store-errors.ts';
import { everything, good, importDesk } from './import-desk.ts';

describe('a disk without room for what a file holds', () => {
  it.each([undefined, 'History'])(
    'is found out before a row is written, and before a workspace is made (%s)',
    async (newWorkspace) => {
      const { store, handlers, begin, told, state } = await importDesk();
      const before = await everything(store);
      const importId = await begin(good);
      const order = { importId, accountName: 'Binance', newWorkspace };
      state.room = 1;
      await expect(handlers['imports.commit'](order)).rejects.toThrow(NoRoomError);
      expect(await everything(store)).toBe(before);
      expect(told).toEqual([]);
      expect(await handlers['imports.list']({})).toEqual({ ok: true, value: [] });

      // The file is kept: with room it is imported.
      state.room = 2;
      expect(await handlers['imports.commit'](order)).toMatchObject({ ok: true, value: { imported: 2 } });
    },
  );

  it('takes no more of a file where not even what others need is free: it is staged on that disk too', async () => {
    const { handlers, begin, state } = await importDesk();
    const importId = await begin(good);
    state.room = -1;
    await expect(handlers['imports.chunk']({ importId, text: '\n' })).rejects.toThrow(NoRoomError);
    state.room = 2;
    const order = { importId, accountName: 'Binance' };
    expect(await handlers['imports.commit'](order)).toMatchObject({ ok: true, value: { imported: 2 } });
  });
});
