import { describe, expect, it } from 'vitest';

import {
  databaseConfig,
  databaseConfigFromEnvironment,
  databaseConfigFromUrl,
} from '#src/infrastructure/persistence/database-config.ts';
import { openDatabase } from '#src/infrastructure/persistence/sqlite/workspace/open-database.ts';
import { ConnectionError, TransactionError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, temporaryWorkspace } from './sqlite/temporary-workspace.ts';

const usual = { driver: 'sqlite', readOnly: false, durability: 'full', idleMilliseconds: 60_000 } as const;

describe('a configured database', () => {
  it('is opened with its settings, tells its health and closes', async () => {
    const folder = await temporaryWorkspace();
    const config = databaseConfigFromUrl(`sqlite:${folder}?idleMilliseconds=500`);
    const clock = createFakeClock(startTime);
    const store = await openDatabase(config, { migrationsFolder, clock });
    expect((await store.health()).deviations).toEqual([]);
    const unit = await store.record.begin();
    await clock.advance(500);
    await expect(unit.commit()).rejects.toThrow('took no step for 0.5 s');
    await store.close();
    await expect(store.record.begin()).rejects.toThrow(TransactionError);
  });
});

describe('the settings of a database', () => {
  it('have their usual values', () => {
    expect(databaseConfig({ folder: '/tape' })).toEqual({ ...usual, folder: '/tape' });
  });

  it.each([
    ['sqlite:/tape/my%20trading', { folder: '/tape/my trading' }],
    ['sqlite:///tape', { folder: '/tape' }],
    ['sqlite:tape', { folder: 'tape' }],
    [
      'sqlite:/tape?readOnly=true&durability=bulk&idleMilliseconds=5',
      { folder: '/tape', readOnly: true, durability: 'bulk', idleMilliseconds: 5 },
    ],
  ])('are read from %s', (url, expected) => {
    expect(databaseConfigFromUrl(url)).toEqual({ ...usual, ...expected });
  });

  it('are read from the environment, the URL before the single ones', () => {
    const single = { TAPEDECK_DATABASE_FOLDER: '/one', TAPEDECK_DATABASE_READ_ONLY: 'true' };
    expect(databaseConfigFromEnvironment(single)).toEqual({ ...usual, folder: '/one', readOnly: true });
    const both = { ...single, TAPEDECK_DATABASE_URL: 'sqlite:/two' };
    expect(databaseConfigFromEnvironment(both)).toEqual({ ...usual, folder: '/two' });
  });

  it.each<[string, () => unknown]>([
    ['"folder" must name a folder', () => databaseConfig({})],
    ['"folder" must name a folder', () => databaseConfigFromEnvironment({})],
    ['"readOnly" must be true or false.', () => databaseConfigFromUrl('sqlite:/a?readOnly=yes')],
    ['"durability" must be full or bulk.', () => databaseConfig({ folder: 'a', durability: 'some' })],
    ['"idleMilliseconds" must be', () => databaseConfigFromUrl('sqlite:/a?idleMilliseconds=0')],
    ['"driver" must be sqlite.', () => databaseConfigFromUrl('postgres:/a')],
    ['"sync" is not a setting', () => databaseConfigFromUrl('sqlite:/a?sync=1')],
    ['"url" must read sqlite:FOLDER', () => databaseConfigFromUrl('/tape')],
    ['"folder" is not encoded', () => databaseConfigFromUrl('sqlite:/100%')],
  ])('are refused by name, without what they hold: %s', (message, reading) => {
    expect(reading).toThrow(ConnectionError);
    expect(reading).toThrow(message);
  });

  it.each(['postgres://ada:hunter2@db.test/tape', 'sqlite:/tape?durability=hunter2', 'hunter2'])(
    'are refused without what may be a password: %s',
    (url) => {
      expect(() => databaseConfigFromUrl(url)).toThrow(ConnectionError);
      expect(() => databaseConfigFromUrl(url)).not.toThrow(/hunter2/);
    },
  );
});
