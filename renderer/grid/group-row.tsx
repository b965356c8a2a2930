import type { CSSProperties } from 'react';
import { useSay } from '#renderer/controls/use-say.ts';
import { directionOf } from '#renderer/format/money.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { isRightAligned, widthStyle, type GridColumn } from './column.ts';
import { countText, namedColumns, sumText } from './group-cells.ts';
import type { GroupItem } from './group-item.ts';
import type { RowHandlers } from './grid-row.tsx';
import rowClasses from './grid-rows.module.css';
import classes from './group-row.module.css';

type GroupRowProps<Row> = {
  readonly item: GroupItem;
  readonly index: number;
  readonly height: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly tabStop: boolean;
  /** The column of the cell that Tab leads to; undefined where that is the row as a whole. */
  readonly cell: string | undefined;
  readonly headerRows: number;
  readonly handlers: RowHandlers<GroupItem>;
  readonly onToggle: (item: GroupItem) => void;
};

/** A group's name, how many rows it has and what they come to; or the total of all. */
export function GroupRow<Row>(props: GroupRowProps<Row>) {
  const { item, index, height, columns, widths, handlers } = props;
  const say = useSay();
  const separators = usePreferencesStore((state) => state.separators);
  const isGroup = item.kind === 'group';
  const span = namedColumns(columns);
  const [named, others] = [columns.slice(0, span), columns.slice(span)];
  const first = named[0];
  const own = first && sumText(item, first, say);
  const name = (
    <>
      <span className={classes['label']}>{item.label}</span>
      <span className={`${classes['count']} td-number`}>{countText(item, separators)}</span>
    </>
  );
  return (
    <div
      role="row"
      data-row={item.id}
      data-index={index}
      data-kind={item.kind}
      aria-level={1}
      aria-expanded={isGroup ? item.isOpen : undefined}
      aria-selected={props.tabStop}
      aria-rowindex={index + 1 + props.headerRows}
      tabIndex={props.tabStop && props.cell === undefined ? 0 : -1}
      className={`${rowClasses['row']} ${classes['group']}`}
      style={isGroup ? { top: index * height, height } : { height }}
      onFocus={() => handlers.onFocus(item, index)}
      onPointerDown={() => handlers.onPointerDown(item, index)}
      onKeyDown={(event) => handlers.onKeyDown(event, item, index)}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={span}
        tabIndex={named.some(({ id }) => id === props.cell) ? 0 : undefined}
        data-column={first?.id}
        data-may-be-cut=""
        title={isGroup ? item.label : undefined}
        className={`${rowClasses['cell']} ${classes['name']}`}
        style={spanStyle(named, widths)}
      >
        {isGroup ? (
          <button
            type="button"
            tabIndex={-1}
            className={classes['toggle']}
            onClick={() => props.onToggle(item)}
          >
            <span aria-hidden="true" className={classes['sign']} data-open={item.isOpen ? '' : undefined}>
              ▸
            </span>
            {name}
          </button>
        ) : (
          <span className={classes['toggle']}>{name}</span>
        )}
        {own !== undefined && <span className={`${classes['own']} td-number`}>{own.text}</span>}
      </div>
      {others.map((column, at) => {
        const sum = sumText(item, column, say);
        return (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={span + at + 1}
            tabIndex={props.cell === column.id ? 0 : undefined}
            data-column={column.id}
            title={sum?.all}
            className={cellClass(column)}
            style={widthStyle(column, widths)}
          >
            {sum !== undefined && <span className={profitClass(item, column)}>{sum.text}</span>}
          </div>
        );
      })}
    </div>
  );
}

function cellClass<Row>(column: GridColumn<Row>): string {
  const names = [rowClasses['cell']];
  if (isRightAligned(column)) names.push(rowClasses['right']);
  if (column.sum !== undefined) names.push('td-number');
  if (column.kind === 'action') names.push(rowClasses['action']);
  return names.join(' ');
}

/** One amount alone has the colour of a gain or a loss. */
function profitClass<Row>({ sums }: GroupItem, { sum }: GridColumn<Row>): string | undefined {
  const [only, ...others] = (sum?.isProfit === true && sums[sum.name]) || [];
  return only === undefined || others.length > 0 ? undefined : `td-${directionOf(only.amount)}`;
}

/** As wide as the columns that it goes over. */
function spanStyle<Row>(
  columns: readonly GridColumn<Row>[],
  widths: Readonly<Record<string, number>>,
): CSSProperties {
  const growing = columns.filter(({ grows }) => grows === true).length;
  return {
    width: columns.reduce((sum, { id }) => sum + (widths[id] ?? 0), 0),
    ...(growing > 0 && { flexGrow: growing }),
  };
}
