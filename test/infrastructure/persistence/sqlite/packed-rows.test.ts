import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  packedParameters,
  packedSelect,
  packRows,
} from '#src/infrastructure/persistence/sqlite/packed-rows.ts';

const value = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('same', '', '0', '"', '\\u0041', 'null', "it's"),
);

it('rows that were packed are taken apart by SQLite as they were', () => {
  const database = new Database(':memory:');
  const width = 4;
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 }),
      (rows) => {
        const packed = packRows(rows);
        // What JSON writes as an escape is left to be bound.
        expect(packed !== undefined || JSON.stringify(rows).includes('\\u')).toBe(true);
        if (packed === undefined) return;
        const selected = database
          .prepare(packedSelect(packed))
          .raw()
          .all(...packedParameters(packed));
        expect(selected).toEqual(rows);
      },
    ),
  );
  database.close();
});

it('fractions are not packed: SQLite may read another number than was written', () => {
  expect(packRows([[0.1], [0.2]])).toBeUndefined();
  expect(packRows([[2 ** 53], [1]])).toBeUndefined();
});
