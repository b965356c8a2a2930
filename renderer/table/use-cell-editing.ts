import { useEffect, useState } from 'react';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import type { GridColumn } from '#renderer/table/column.ts';

type EditState = {
  readonly rowId: string;
  readonly columnId: string;
  readonly text: string;
  readonly problem: string | undefined;
  readonly busy: boolean;
};

export type CellEditing<Row> = {
  readonly state: EditState | undefined;
  readonly start: (row: Row, column: GridColumn<Row>) => void;
  readonly type: (text: string) => void;
  readonly submit: (row: Row, column: GridColumn<Row>) => Promise<void>;
  readonly cancel: () => void;
};

/** One cell at a time. It lives above the rows, so that scrolling away and back keeps what was typed. */
export function useCellEditing<Row>(idOf: (row: Row) => string): CellEditing<Row> {
  const [state, setState] = useState<EditState>();
  const separators = usePreferencesStore((preferences) => preferences.separators);
  // What was typed would be another number with the new separators.
  useEffect(() => () => setState(undefined), [separators]);

  return {
    state,
    start: (row, column) => {
      if (column.edit?.allowed(row) !== true) return;
      setState({
        rowId: idOf(row),
        columnId: column.id,
        text: column.edit.text(row),
        problem: undefined,
        busy: false,
      });
    },
    type: (text) => setState((held) => held && { ...held, text, problem: undefined }),
    submit: async (row, column) => {
      if (state === undefined || state.busy || column.edit === undefined) return;
      if (state.text.trim() === column.edit.text(row)) {
        setState(undefined);
        return;
      }
      setState({ ...state, busy: true, problem: undefined });
      const problem = await column.edit.submit(row, state.text.trim());
      // Another cell may be in hand by now.
      setState((held) => {
        if (held?.rowId !== state.rowId || held.columnId !== state.columnId) return held;
        return problem === undefined ? undefined : { ...held, busy: false, problem };
      });
    },
    cancel: () => setState(undefined),
  };
}
