import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { type GridColumn, isRightAligned, widthStyle } from './column.ts';
import type { GridSort } from './sort-rows.ts';
import type { ColumnModel } from './use-column-model.ts';
import classes from './grid-header.module.css';
import rowClasses from './grid-rows.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const dragType = 'application/x-tapedeck-column';
const resizeStep = 10;

function headerClass(column: Pick<GridColumn<never>, 'kind'>): string {
  const names = [classes['headerCell']];
  if (isRightAligned(column)) names.push(classes['right']);
  names.push(column.kind === 'action' ? rowClasses['action'] : classes['placed']);
  return names.join(' ');
}

export function HeaderRow<Row>({
  model,
  sort,
  ownOrder,
  onSort,
}: {
  readonly model: ColumnModel<Row>;
  readonly sort: GridSort;
  /** Rows that have an order of their own stand in it again after both directions of a column. */
  readonly ownOrder: GridSort | undefined;
  readonly onSort: (sort: GridSort) => void;
}) {
  const say = useSay();
  /** Where the edge was taken, and how wide its column was then. */
  const held = useRef<{ readonly x: number; readonly width: number }>(undefined);

  function headerCell(column: GridColumn<Row>) {
    const { id } = column;
    const sorted = sort.id === id ? sort : undefined;
    const direction = sorted?.descending === true ? 'descending' : 'ascending';
    const width = model.widths[id] ?? column.width;

    function onResizeKey(event: KeyboardEvent): void {
      const step = { ArrowLeft: -resizeStep, ArrowRight: resizeStep }[event.key];
      if (step === undefined || !isPlain(event.nativeEvent)) return;
      event.preventDefault();
      model.resize(id, width + step);
    }

    function onPointerDown({ currentTarget, pointerId, clientX, button }: PointerEvent): void {
      if (button !== 0) return;
      currentTarget.setPointerCapture(pointerId);
      held.current = { x: clientX, width };
    }

    function onPointerMove({ clientX }: PointerEvent): void {
      if (held.current !== undefined)
        model.resize(id, Math.round(held.current.width + clientX - held.current.x));
    }

    return (
      <div
        key={id}
        role="columnheader"
        data-column={id}
        aria-sort={sorted === undefined ? 'none' : direction}
        className={headerClass(column)}
        style={widthStyle(column, model.widths)}
      >
        <button
          type="button"
          className={classes['sort']}
          draggable
          onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
          }}
          onDrop={(event) => {
            event.preventDefault();
            model.move(event.dataTransfer.getData(dragType), id);
          }}
          title={column.hint}
          disabled={column.kind === 'action'}
          onClick={() => onSort(nextSort(column, sorted, ownOrder))}
        >
          <span data-content="" className={classes['label']}>
            {column.header}
            {sorted !== undefined && <span aria-hidden="true">{sorted.descending ? ' ↓' : ' ↑'}</span>}
          </span>
        </button>
        {/* A window splitter: it takes the focus and the arrow keys. */}
        <div
          role="separator"
          aria-orientation="vertical"
          aria-label={say('grid.widthOf', { column: column.header })}
          aria-valuenow={width}
          tabIndex={-1}
          className={classes['resizer']}
          // The wider header would come under the pointer, and be dragged.
          onMouseDown={(event) => event.preventDefault()}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onLostPointerCapture={() => (held.current = undefined)}
          onDoubleClick={() => model.fit(id)}
          onKeyDown={onResizeKey}
        />
      </div>
    );
  }

  return (
    <div role="row" aria-rowindex={1} className={classes['headerRow']}>
      {model.visible.map(headerCell)}
    </div>
  );
}

function nextSort(
  { id, kind }: Pick<GridColumn<never>, 'id' | 'kind'>,
  sorted: GridSort | undefined,
  ownOrder: GridSort | undefined,
): GridSort {
  const first = kind !== 'text';
  if (sorted === undefined) return { id, descending: first };
  if (ownOrder !== undefined && sorted.descending !== first) return ownOrder;
  return { id, descending: !sorted.descending };
}
