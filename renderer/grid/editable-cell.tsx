import { run } from '#renderer/core/run.ts';
import { type KeyboardEvent, type ReactNode, useLayoutEffect } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { Prose } from '#renderer/controls/prose.tsx';
import { useHiddenField } from '#renderer/controls/use-hidden-field.ts';
import type { GridColumn } from './column.ts';
import type { CellEditing } from './use-cell-editing.ts';
import classes from './grid-rows.module.css';
import { inSentence } from '#renderer/words/in-sentence.ts';
import { useSay } from '#renderer/controls/use-say.ts';

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
  readonly onStart: (row: Row, column: GridColumn<Row>, pressed: boolean) => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const state = editing?.state?.columnId === column.id ? editing.state : undefined;
  if (editing === undefined || state === undefined) {
    return (
      <button
        type="button"
        tabIndex={-1}
        className={classes['editable']}
        // It says what is seen: who speaks to the screen names what stands there.
        aria-label={say('grid.edit', {
          column: inSentence(column.header),
          value: typeof children === 'string' ? children : '',
        })}
        onClick={() => onStart(row, column, true)}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {children}
      </button>
    );
  }
  return <CellField row={row} column={column} editing={editing} state={state} />;
}

type CellFieldProps<Row> = {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  readonly editing: CellEditing<Row>;
  readonly state: NonNullable<CellEditing<Row>['state']>;
};

function CellField<Row>({ row, column, editing, state }: CellFieldProps<Row>) {
  const { onShown } = editing;
  const { hidden, props } = useHiddenField({
    value: state.text,
    amount: column.private !== undefined,
    shownAtFirst: state.pressed,
    onChange: editing.type,
  });
  const field = props.ref;
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
    onShown(true);
    return () => onShown(false);
  }, [field, onShown]);

  function onKeyDown(event: KeyboardEvent): void {
    props.onKeyDown(event);
    if (!isPlain(event.nativeEvent)) return;
    // What is sent is seen first: of a hidden amount Enter only shows it.
    if (event.key === 'Enter' && !event.repeat && !hidden) run(editing.submit(row, column));
    // The row takes the focus by itself when the field goes.
    if (event.key === 'Escape') editing.cancel();
  }

  return (
    <>
      <input
        {...props}
        className={classes['field']}
        aria-label={column.header}
        aria-invalid={state.problem !== undefined}
        inputMode="decimal"
        autoComplete="off"
        readOnly={state.busy || props.readOnly}
        onDoubleClick={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          props.onBlur();
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
