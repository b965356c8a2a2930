import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo } from 'react';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { type GridColumn, inPrivacy, isRightAligned, plainText } from './column.ts';
import { spreadsheetText } from './spreadsheet-text.ts';
import { EditableCell } from './editable-cell.tsx';
import type { CellEditing } from './use-cell-editing.ts';
import classes from './data-grid.module.css';

type GridRowProps<Row> = {
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly tabStop: boolean;
  readonly editing: CellEditing<Row> | undefined;
  readonly onStartEdit: (row: Row, column: GridColumn<Row>, pressed: boolean) => void;
  readonly onFocus: () => void;
  readonly onPointerDown: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { row, columns, widths } = props;
  const privacy = usePreferencesStore((state) => state.privacy);
  const shown = (column: GridColumn<Row>): GridColumn<Row> => (privacy ? inPrivacy(column) : column);
  // Formatted once a row, not with each scroll.
  const contents = useMemo(() => columns.map((column) => column.cell(row)), [columns, row]);
  return (
    <div
      role="row"
      data-row={props.id}
      data-index={props.index}
      aria-selected={props.tabStop}
      aria-rowindex={props.index + 2}
      tabIndex={props.tabStop ? 0 : -1}
      className={classes['row']}
      style={{ top: props.start, height: props.height }}
      onFocus={props.onFocus}
      onPointerDown={props.onPointerDown}
      onClick={props.onClick}
      onDoubleClick={props.onDoubleClick}
      onKeyDown={(event) => {
        if (!isOfControl(event)) props.onKeyDown(event);
      }}
    >
      {columns.map((column, index) => (
        <div
          key={column.id}
          role="gridcell"
          data-column={column.id}
          data-may-be-cut={column.mayBeCut === true ? '' : undefined}
          data-plain={column.kind === 'action' ? undefined : spreadsheetText(shown(column), row)}
          title={column.mayBeCut === true ? titleOf(column, plainText(shown(column), row)) : undefined}
          className={cellClass(column)}
          style={{ width: widths[column.id] }}
        >
          {column.edit?.allowed(row) === true ? (
            <EditableCell row={row} column={column} editing={props.editing} onStart={props.onStartEdit}>
              {contents[index]}
            </EditableCell>
          ) : (
            inCell(contents[index])
          )}
        </div>
      ))}
    </div>
  );
}

/** A key in a cell's field is the field's. A cell's button takes what presses it; every other key is its row's. */
function isOfControl({ target, currentTarget, key }: KeyboardEvent): boolean {
  if (target === currentTarget) return false;
  return !(target instanceof HTMLButtonElement) || key === 'Enter' || key === ' ';
}

/** What may be cut is told whole, as it is shown. */
function titleOf<Row>(column: GridColumn<Row>, text: string): string {
  if (column.kind !== 'choice') return text;
  return column.choices.find(({ value }) => value === text)?.label ?? text;
}

/** Bare text cannot be cut with an ellipsis: it would run into the number beside it. */
function inCell(content: ReactNode): ReactNode {
  return typeof content === 'string' ? <span>{content}</span> : content;
}

function cellClass<Row>(column: GridColumn<Row>): string {
  const names = [classes['cell'], isRightAligned(column) ? classes['right'] : undefined];
  if (column.kind === 'action') names.push(classes['action']);
  if (column.kind === 'number' || column.kind === 'time') names.push('td-number');
  return names.filter((name) => name !== undefined).join(' ');
}
