import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useSay } from '#renderer/controls/use-say.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { type GridColumn, inPrivacy, isRightAligned, plainText, widthStyle } from './column.ts';
import { EditableCell } from './editable-cell.tsx';
import type { CellEditing } from './use-cell-editing.ts';
import classes from './grid-rows.module.css';

/** What is done to a row by hand. None of them changes, so that a row is rendered only for what it shows. */
export type RowHandlers<Row> = {
  readonly onStartEdit: (row: Row, column: GridColumn<Row>, pressed: boolean) => void;
  readonly onFocus: (row: Row, index: number) => void;
  readonly onPointerDown: (row: Row, index: number) => void;
  readonly onClick: (event: MouseEvent, row: Row) => void;
  readonly onDoubleClick: (row: Row) => void;
  readonly onKeyDown: (event: KeyboardEvent, row: Row, index: number) => void;
};

/** What the cells of a column have in common. */
type Cell<Row> = {
  readonly column: GridColumn<Row>;
  readonly className: string;
  readonly style: CSSProperties;
};

export function cellsOf<Row>(
  columns: readonly GridColumn<Row>[],
  widths: Readonly<Record<string, number>>,
): readonly Cell<Row>[] {
  return columns.map((column) => ({
    column,
    className: cellClass(column),
    style: widthStyle(column, widths),
  }));
}

type GridRowProps<Row> = {
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  readonly height: number;
  /** Under a group; undefined where nothing is grouped. */
  readonly level: number | undefined;
  readonly cells: readonly Cell<Row>[];
  /** The one of the grid's rows that Tab leads to, or to whose cell. */
  readonly tabStop: boolean;
  /** Whether it is the one that the screen is about; undefined where the grid marks none. */
  readonly followed: boolean | undefined;
  /** Of the cell that Tab leads to; undefined where that is the row as a whole. */
  readonly cell: string | undefined;
  /** Rows of the header stand above. */
  readonly headerRows: number;
  readonly editing: CellEditing<Row> | undefined;
  readonly handlers: RowHandlers<Row>;
};

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { row, index, handlers } = props;
  const privacy = usePreferencesStore((state) => state.privacy);
  return (
    <div
      role="row"
      data-row={props.id}
      data-index={index}
      data-followed={props.followed === true ? '' : undefined}
      aria-selected={props.followed ?? props.tabStop}
      aria-level={props.level}
      aria-rowindex={index + 1 + props.headerRows}
      tabIndex={props.tabStop && props.cell === undefined ? 0 : -1}
      className={classes['row']}
      style={{ top: index * props.height, height: props.height }}
      onFocus={() => handlers.onFocus(row, index)}
      onPointerDown={() => handlers.onPointerDown(row, index)}
      onClick={(event) => handlers.onClick(event, row)}
      onDoubleClick={() => handlers.onDoubleClick(row)}
      onKeyDown={(event) => {
        if (!isOfControl(event)) handlers.onKeyDown(event, row, index);
      }}
    >
      {props.cells.map(({ column, className, style }, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          tabIndex={props.cell === column.id ? 0 : undefined}
          data-column={column.id}
          data-written={props.editing?.state?.columnId === column.id ? '' : undefined}
          data-may-be-cut={column.mayBeCut === true ? '' : undefined}
          title={column.mayBeCut === true ? titleOf(column, row, privacy) : column.title?.(row)}
          className={className}
          style={style}
        >
          {column.edit?.allowed(row) === true ? (
            <EditableCell row={row} column={column} editing={props.editing} onStart={handlers.onStartEdit}>
              {column.cell(row)}
            </EditableCell>
          ) : (
            <Explained show={column.explain?.(row)}>{column.cell(row)}</Explained>
          )}
        </div>
      ))}
    </div>
  );
}

/** Its row has the focus, or its cell: there Enter presses it. */
function Explained({
  show,
  children,
}: {
  readonly show: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const say = useSay();
  if (show === undefined) return inCell(children);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes['explain']}
      title={say('entries.showFigure')}
      onClick={show}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {inCell(children)}
    </button>
  );
}

/** A key in a cell's field is the field's. A cell's button takes what presses it; every other key is its row's. */
function isOfControl({ target, currentTarget, key }: KeyboardEvent): boolean {
  if (target === currentTarget || (target instanceof HTMLElement && target.role === 'gridcell')) return false;
  return !(target instanceof HTMLButtonElement) || key === 'Enter' || key === ' ';
}

/** What may be cut is told whole, as it is shown. */
function titleOf<Row>(column: GridColumn<Row>, row: Row, privacy: boolean): string {
  const text = plainText(privacy ? inPrivacy(column) : column, row);
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
