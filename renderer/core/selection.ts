import { useMemo } from 'react';
import { type LiveState, useLiveStore } from './live-store.ts';
import type { Table } from './table.ts';

/** Those of a table that pass, kept up with it by what changes. The same list while none of them does. */
export function createSelection<Row>(passes: (row: Row) => boolean): (table: Table<Row>) => readonly Row[] {
  const held = new Map<string, Row>();
  let followed: Table<Row> | undefined;
  let rows: readonly Row[] = [];
  return (table) => {
    if (table === followed) return rows;
    const changed = followed && table.changedSince(followed);
    followed = table;
    const looked = changed ?? new Set([...held.keys(), ...table.ids()]);
    let isOther = false;
    for (const id of looked) {
      const row = table.find(id);
      const now = row !== undefined && passes(row) ? row : undefined;
      if (now === held.get(id)) continue;
      isOther = true;
      if (now === undefined) held.delete(id);
      else held.set(id, now);
    }
    if (isOther) rows = [...held.values()];
    return rows;
  };
}

/** Rendered again only where one of those that pass changes. `passes` must not change between renders. */
export function useSelection<Row>(
  tableIn: (state: LiveState) => Table<Row>,
  passes: (row: Row) => boolean,
): readonly Row[] {
  const select = useMemo(() => createSelection(passes), [passes]);
  return useLiveStore((state) => select(tableIn(state)));
}
