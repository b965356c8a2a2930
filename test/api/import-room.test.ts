import { describe, expect, it } from 'vitest';
import { NoRoomError } from '#src/ports/store-errors.ts';
import { everything, good, header, importDesk } from './import-desk.ts';

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

  it('is looked for piece by piece, and the pieces of a file stay in their order however long that takes', async () => {
    const { handlers, begin, state } = await importDesk();
    const importId = await begin(header);
    const slow = Promise.withResolvers<undefined>();
    state.looking.push(slow.promise);
    const texts = [
      '\n2025-01-31T14:05:09Z,BTCUSDT,buy,0.5,3',
      '0000\n2025-01-31T14:05:10Z,BTCUSDT,sell,0.5,31000',
    ];
    const sent = texts.map((text) => handlers['imports.chunk']({ importId, text }));
    await Promise.resolve();
    setImmediate(() => slow.resolve(undefined));
    expect(await Promise.all(sent)).toEqual([
      { ok: true, value: {} },
      { ok: true, value: {} },
    ]);
    expect(await handlers['imports.preview']({ importId })).toMatchObject({
      value: { rows: [{ price: '30000' }, { price: '31000' }], errors: [] },
    });
  });
});
