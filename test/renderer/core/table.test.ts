import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSelection } from '#renderer/core/selection.ts';
import { Table, tableOf } from '#renderer/core/table.ts';

type Row = { readonly id: string; readonly at: number };

const ids = ['a', 'b', 'c', 'd', 'e'] as const;
const idOf = ({ id }: Row): string => id;

/** A change of one of the versions that there are, which makes another version. */
const changes = fc.array(
  fc.record({ of: fc.nat(1000), id: fc.constantFrom(...ids), at: fc.option(fc.nat(3), { nil: undefined }) }),
  { maxLength: 40 },
);

type Version = { readonly table: Table<Row>; readonly plain: ReadonlyMap<string, Row> };

/** Beside each table a plain copy of what it has to hold. */
function versionsOf(made: typeof changes extends fc.Arbitrary<infer Changes> ? Changes : never): Version[] {
  const versions: Version[] = [{ table: new Table<Row>(), plain: new Map() }];
  for (const { of, id, at } of made) {
    const before = versions[of % versions.length];
    if (before === undefined) continue;
    const plain = new Map(before.plain);
    const row = at === undefined ? undefined : { id, at };
    if (row === undefined) plain.delete(id);
    else plain.set(id, row);
    versions.push({
      plain,
      table: row === undefined ? before.table.without(id) : before.table.with(id, row),
    });
  }
  return versions;
}

function expectSame({ table, plain }: Version): void {
  expect(table.size).toBe(plain.size);
  expect(table.list().toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
    [...plain.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  );
  for (const id of ids) expect(table.find(id)).toBe(plain.get(id));
}

describe('Table', () => {
  test('is as it was made, whatever was made of it and whichever is read in between', () => {
    fc.assert(
      fc.property(changes, fc.array(fc.nat(1000)), (made, read) => {
        const versions = versionsOf(made);
        for (const at of read)
          versions
            .slice(at % versions.length)
            .slice(0, 1)
            .forEach(expectSame);
        versions.forEach(expectSame);
      }),
    );
  });

  test('names each id whose row is another one between two that were made of each other', () => {
    fc.assert(
      fc.property(changes, (made) => {
        const versions = versionsOf(made);
        for (const before of versions) {
          for (const after of versions) {
            const changed = after.table.changedSince(before.table);
            const others = ids.filter((id) => before.plain.get(id) !== after.plain.get(id));
            expect(others.filter((id) => changed?.has(id) !== true)).toEqual([]);
          }
        }
      }),
    );
  });

  test('names nothing for the same one, one id for one step, and cannot tell of a table that it was not made of', () => {
    const before = tableOf([{ id: 'a', at: 1 }], idOf);
    const after = before.with('b', { id: 'b', at: 1 });
    expect(after.changedSince(after)).toEqual(new Set());
    expect([after.changedSince(before), before.changedSince(after)]).toEqual([new Set('b'), new Set('b')]);
    expect(after.changedSince(tableOf([{ id: 'a', at: 1 }], idOf))).toBeUndefined();
  });

  test('stays itself where nothing changes', () => {
    const row = { id: 'a', at: 1 };
    const table = tableOf([row], idOf);
    expect(table.with('a', row)).toBe(table);
    expect(table.without('b')).toBe(table);
  });

  test('leaves the later ones alone in the end, so that one that is held for long does not hold them all', () => {
    const first = tableOf([{ id: 'a', at: 0 }], idOf);
    let last = first;
    for (let at = 1; at < 5000; at += 1) last = last.with('a', { id: 'a', at });
    expect(last.changedSince(first)).toBeUndefined();
    expect([first.find('a')?.at, last.find('a')?.at]).toEqual([0, 4999]);
  });
});

test('a selection has those of a table that pass, and is the same list while none of them changes', () => {
  fc.assert(
    fc.property(changes, fc.array(fc.nat(1000)), (made, read) => {
      const passes = ({ at }: Row): boolean => at !== 2;
      const select = createSelection(passes);
      const versions = versionsOf(made);
      let before: readonly Row[] = [];
      for (const at of [...versions.keys(), ...read]) {
        const version = versions[at % versions.length];
        if (version === undefined) continue;
        const rows = select(version.table);
        const wanted = [...version.plain.values()].filter(passes);
        const isSame = wanted.length === before.length && wanted.every((row) => before.includes(row));
        expect(new Set(rows)).toEqual(new Set(wanted));
        expect(rows === before || !isSame || before.length === 0).toBe(true);
        before = rows;
      }
    }),
  );
});
