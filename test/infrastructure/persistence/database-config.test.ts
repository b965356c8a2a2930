import { describe, expect, it } from 'vitest';

import {
  databaseConfig,
  databaseConfigFromEnvironment,
  databaseConfigFromUrl,
} from '#src/infrastructure/persistence/database-config.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';

const usual = { driver: 'sqlite', readOnly: false, durability: 'full', idleMilliseconds: 60_000 } as const;

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
    ['"readOnly" must be true or false (it is "yes")', () => databaseConfigFromUrl('sqlite:/a?readOnly=yes')],
    [
      '"durability" must be full or bulk (it is "some")',
      () => databaseConfig({ folder: 'a', durability: 'some' }),
    ],
    ['"idleMilliseconds" must be', () => databaseConfigFromUrl('sqlite:/a?idleMilliseconds=0')],
    ['"driver" must be sqlite (it is "postgres")', () => databaseConfigFromUrl('postgres:/a')],
    ['"sync" is not a setting', () => databaseConfigFromUrl('sqlite:/a?sync=1')],
    ['"url" must read sqlite:FOLDER', () => databaseConfigFromUrl('/tape')],
    ['"folder" is not encoded', () => databaseConfigFromUrl('sqlite:/100%')],
  ])('are refused by name: %s', (message, reading) => {
    expect(reading).toThrow(ConnectionError);
    expect(reading).toThrow(message);
  });
});
