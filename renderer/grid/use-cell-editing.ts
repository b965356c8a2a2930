import { useCallback, useEffect, useRef, useState } from 'react';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { GridColumn } from './column.ts';

type EditState<Row> = {
  readonly rowId: string;
  /** The row as it was when the field was opened: from this the trader decided. */
  readonly opened: Row;
  readonly columnId: string;
  /** The trader pressed the cell itself, and not a key or a menu of its row; not once its field was gone for a while. */
  readonly pressed: boolean;
  readonly text: string;
  readonly problem: string | undefined;
  readonly busy: boolean;
};

export type CellEditing<Row> = {
  readonly state: EditState<Row> | undefined;
  /** To be told whether its field is on the screen: not while its row is scrolled away, or gone. */
  readonly onShown: (shown: boolean) => void;
  readonly start: (row: Row, column: GridColumn<Row>, pressed: boolean) => void;
  readonly type: (text: string) => void;
  readonly submit: (row: Row, column: GridColumn<Row>) => Promise<void>;
  readonly cancel: () => void;
};

/** One cell at a time. It lives above the rows, so that scrolling away and back keeps what was typed. */
export function useCellEditing<Row>(idOf: (row: Row) => string): CellEditing<Row> {
  const [state, setState] = useState<EditState<Row>>();
  const shown = useRef(false);
  /** What was submitted from the field that is at hand. */
  const submitted = useRef<AbortController>(undefined);
  const separators = usePreferencesStore((preferences) => preferences.separators);
  // What was typed would be another number with the new separators.
  useEffect(
    () => () => {
      submitted.current = undefined;
      setState(undefined);
    },
    [separators],
  );

  return {
    state,
    onShown: useCallback((isShown) => {
      shown.current = isShown;
      if (!isShown) setState((held) => held && { ...held, pressed: false });
    }, []),
    start: (row, column, pressed) => {
      if (column.edit?.allowed(row) !== true) return;
      submitted.current = undefined;
      setState({
        rowId: idOf(row),
        opened: row,
        columnId: column.id,
        pressed,
        text: column.edit.text(row),
        problem: undefined,
        busy: false,
      });
    },
    type: (text) => setState((held) => held && { ...held, text, problem: undefined }),
    submit: async (row, column) => {
      if (state === undefined || state.busy || column.edit === undefined) return;
      if (state.text.trim() === column.edit.text(state.opened)) {
        setState(undefined);
        return;
      }
      const changed = column.edit.changed(state.opened, row);
      if (changed !== undefined) {
        setState({ ...state, problem: changed });
        return;
      }
      const reading = column.edit.read(row, state.text.trim());
      if (!reading.ok) {
        setState({ ...state, problem: reading.error.message });
        return;
      }
      // The same value in another spelling.
      if (reading.value === column.value(state.opened)) {
        setState(undefined);
        return;
      }
      const own = new AbortController();
      submitted.current = own;
      setState({ ...state, busy: true, problem: undefined });
      const problem = await column.edit.write(row, reading.value, own.signal);
      // Another cell may be in hand by now, or none.
      const atHand = submitted.current === own;
      if (problem !== undefined && !(atHand && shown.current)) problem.tell();
      if (!atHand) return;
      setState((held) => problem && held && { ...held, busy: false, problem: problem.message });
    },
    cancel: () => {
      submitted.current?.abort();
      submitted.current = undefined;
      setState(undefined);
    },
  };
}
