import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { announce } from '#renderer/controls/announcement-store.ts';
import { isHomeRowOf, lostFocusIn } from '#renderer/controls/focus-home.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { ShownRows } from './shown-rows.ts';

type Current<Row> = {
  readonly row: Row;
  readonly index: number;
  /** It went, and no other row is there. */
  readonly gone: boolean;
  /** Of the cell that has the focus in it; undefined where the row has it as a whole. */
  readonly column: string | undefined;
  /** By hand: the focus did not merely fall on it because another row went. */
  readonly chosen: boolean;
  /** The row that had the focus and went, whose place it took; the row itself where no other is left. */
  readonly inPlaceOf: Row | undefined;
};

export type RowFocus<Row> = {
  /** Of the current row, -1 while there is none. */
  readonly index: number;
  readonly column: string | undefined;
  readonly chosen: boolean;
  /** Says that the focused row went, until another one is chosen. */
  readonly notice: string | undefined;
  /** The focus came to this row, by hand or by itself. */
  readonly hold: (row: Row, index: number) => void;
  /** The trader pointed at this row. */
  readonly choose: (row: Row, index: number) => void;
  /** Takes the focus there. */
  readonly moveTo: (index: number, column: string | undefined) => void;
};

/**
 * The current row: the one that has the focus, or would have it. It stays the same row wherever live changes put it.
 * When it goes, the nearest one takes its place, and the focus if the row had it; that is said.
 */
export function useRowFocus<Row>(
  grid: RefObject<HTMLElement | null>,
  {
    rows,
    indexOf,
    loading,
    idOf,
    nameOf,
    listName,
    followedId,
    gridId,
  }: ShownRows<Row> & {
    readonly loading: boolean;
    readonly idOf: (row: Row) => string;
    readonly nameOf: (row: Row) => string;
    readonly listName: string;
    /** Of the row that is the current one, wherever the trader chose it. */
    readonly followedId?: string | undefined;
    readonly gridId: string;
  },
): RowFocus<Row> {
  const say = useSay();
  const [current, setCurrent] = useState<Current<Row>>();
  const wanted = useRef(false);
  const id = current === undefined ? undefined : idOf(current.row);
  const index = useMemo(() => (id === undefined ? -1 : indexOf(id)), [indexOf, id]);
  const followed = followedId === undefined || followedId === id ? -1 : indexOf(followedId);
  const chosen = rows[followed];
  const next =
    chosen === undefined ? follow(current, { rows, index, loading, gridId }) : chosenAt(chosen, followed);
  if (next !== current) setCurrent(next);
  const inPlaceOf = current?.inPlaceOf;

  // Before the next key can come: a key acts on the row that has the focus.
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const lost = lostFocusIn(element) && (index !== -1 || !loading);
    if (wanted.current || lost) focusCurrentRow(element);
    wanted.current = false;
  });

  const notice = useMemo(() => {
    if (inPlaceOf === undefined) return undefined;
    const now = rows[index];
    const gone = { name: nameOf(inPlaceOf), list: listName };
    return now === undefined
      ? say('grid.goneNone', gone)
      : say('grid.goneNow', { ...gone, next: nameOf(now) });
  }, [say, inPlaceOf, rows, index, nameOf, listName]);
  const tell = useEffectEvent(() => notice !== undefined && announce(notice));
  useEffect(() => {
    if (inPlaceOf !== undefined) tell();
  }, [inPlaceOf]);

  function choose(row: Row, at: number, column?: string): void {
    setCurrent(chosenAt(row, at, column));
  }

  return {
    index,
    column: current?.column,
    chosen: current?.chosen ?? false,
    notice,
    choose: (row, at) => choose(row, at),
    hold: (row, at) => {
      // The focus that comes back by itself chooses nothing.
      if (id !== idOf(row)) choose(row, at);
    },
    moveTo: (at, column) => {
      const row = rows[at];
      if (row === undefined) return;
      wanted.current = true;
      choose(row, at, column);
    },
  };
}

function chosenAt<Row>(row: Row, index: number, column?: string): Current<Row> {
  return { row, index, column, gone: false, chosen: true, inPlaceOf: undefined };
}

function follow<Row>(
  current: Current<Row> | undefined,
  {
    rows,
    index,
    loading,
    gridId,
  }: {
    readonly rows: readonly Row[];
    readonly index: number;
    readonly loading: boolean;
    readonly gridId: string;
  },
): Current<Row> | undefined {
  if (current === undefined) return undefined;
  const found = rows[index];
  if (found !== undefined)
    return found === current.row && index === current.index
      ? current
      : { ...current, row: found, index, gone: false };
  // While it loads, the row may be among what has not come yet.
  if (loading) return current;
  const nearest = Math.min(current.index, rows.length - 1);
  const row = rows[nearest];
  if (row === undefined && current.gone) return current;
  const inPlaceOf = isHomeRowOf(gridId) ? current.row : undefined;
  const gone = row === undefined;
  // Its cell was of the row that went: what is pressed next is not meant for this one's.
  const place = { index: Math.max(nearest, 0), column: undefined };
  return { row: row ?? current.row, ...place, gone, chosen: false, inPlaceOf };
}

function focusCurrentRow(grid: HTMLElement): void {
  const current = grid.querySelector<HTMLElement>(
    '[data-row][tabindex="0"], [role="gridcell"][tabindex="0"]',
  );
  (current ?? grid).focus({ preventScroll: true });
  if (current?.role === 'gridcell') current.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
