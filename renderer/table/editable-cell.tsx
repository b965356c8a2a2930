import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { Prose } from '#renderer/format/prose.tsx';
import type { GridColumn } from '#renderer/table/column.ts';
import type { CellEditing } from '#renderer/table/use-cell-editing.ts';
import classes from './data-grid.module.css';

/** A value that becomes a text field when it is clicked. Enter asks to change it, Escape leaves it as it was. */
export function EditableCell<Row>({
  row,
  column,
  editing,
  onStart,
  children,
}: {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  readonly editing: CellEditing<Row> | undefined;
  readonly onStart: (row: Row, column: GridColumn<Row>) => void;
  readonly children: ReactNode;
}) {
  const field = useRef<HTMLInputElement>(null);
  const state = editing?.state?.columnId === column.id ? editing.state : undefined;
  const open = state !== undefined;
  const onShown = editing?.onShown;
  useLayoutEffect(() => {
    if (!open || onShown === undefined) return undefined;
    field.current?.focus();
    field.current?.select();
    onShown(true);
    return () => onShown(false);
  }, [open, onShown]);

  if (editing === undefined || state === undefined) {
    return (
      <button
        type="button"
        tabIndex={-1}
        className={classes['editable']}
        // It says what is seen: who speaks to the screen names what stands there.
        aria-label={`Edit ${column.header.toLowerCase()} ${typeof children === 'string' ? children : ''}`}
        onClick={() => onStart(row, column)}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {children}
      </button>
    );
  }
  return (
    <>
      <input
        ref={field}
        className={classes['field']}
        aria-label={column.header}
        aria-invalid={state.problem !== undefined}
        inputMode="decimal"
        value={state.text}
        readOnly={state.busy}
        onChange={(event) => editing.type(event.currentTarget.value)}
        onDoubleClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (!isPlain(event.nativeEvent)) return;
          if (event.key === 'Enter' && !event.repeat) void editing.submit(row, column);
          // The row takes the focus by itself when the field goes.
          if (event.key === 'Escape') editing.cancel();
        }}
        onBlur={(event) => {
          // Who looks something up in another window comes back to what was typed: the field is the page's still.
          const isLeft = document.activeElement !== event.currentTarget;
          if (isLeft && !state.busy) editing.cancel();
        }}
      />
      {state.problem !== undefined && (
        <div role="alert" className={classes['problem']}>
          <Prose text={state.problem} />
        </div>
      )}
    </>
  );
}
