import { join } from 'node:path';
import { expect, it } from 'vitest';

import { lockedElsewhere } from '#test/infrastructure/persistence/sqlite/locked-elsewhere.ts';
import { desk } from './maintenance-desk.ts';

const trading = { scope: 'workspace', workspaceId: 'trading' } as const;
const layout = { ...trading, key: 'layout' };
const asked = { ...trading, keys: ['layout'] };

it('what is to be recorded waits for another program’s lock, and nothing else does', async () => {
  const { handlers, health, open, orders, folder, clock } = await desk();
  await open();
  const letGo = await lockedElsewhere(join(folder, 'record.sqlite'));
  let answered = false;
  const writing = handlers['settings.set']({ ...layout, json: '1' }).finally(() => {
    answered = true;
  });
  expect(await orders()).toBe(5);
  expect(await health()).toMatchObject({ store: { deviations: [] } });
  expect(await handlers['settings.find'](asked)).toMatchObject({ value: { values: [] } });
  await clock.advance(4_000);
  expect(answered).toBe(false);
  await letGo();
  await clock.advance(100);
  expect(await writing).toMatchObject({ ok: true });
  expect(await handlers['settings.find'](asked)).toMatchObject({ value: { values: [{ json: '1' }] } });
});

it('after five seconds it is refused, and the next may be recorded', async () => {
  const { handlers, open, folder, clock } = await desk();
  await open();
  const letGo = await lockedElsewhere(join(folder, 'record.sqlite'));
  const refused = handlers['settings.set']({ ...layout, json: '1' }).catch(String);
  await clock.advance(5_100);
  expect(await refused).toContain('so this was not recorded. Close that program');
  await letGo();
  expect(await handlers['settings.set']({ ...layout, json: '2' })).toMatchObject({ ok: true });
});
