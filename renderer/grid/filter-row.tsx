import { Prose } from '#renderer/controls/prose.tsx';
import { useHiddenField } from '#renderer/controls/use-hidden-field.ts';
import { type GridColumn, isRightAligned, widthStyle } from './column.ts';
import type { GridFilters } from './row-filter.ts';
import classes from './grid-header.module.css';
import rowClasses from './grid-rows.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

export function FilterRow<Row>({
  columns,
  widths,
  filters,
  unreadable,
  onChange,
}: {
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly filters: GridFilters;
  /** What is wrong with a filter, by column. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly onChange: (columnId: string, text: string) => void;
}) {
  const say = useSay();
  return (
    <div role="row" aria-rowindex={2} className={classes['filterRow']}>
      {columns.map((column) => {
        if (column.kind === 'action')
          return (
            <div
              key={column.id}
              role="gridcell"
              aria-label={say('grid.noFilter')}
              className={rowClasses['action']}
              style={widthStyle(column, widths)}
            />
          );
        const shared = {
          'aria-label': say('grid.filterOf', { column: column.header }),
          title: say(`grid.explain_${column.kind}`),
          value: filters[column.id] ?? '',
          className: `${classes['filter']} ${isRightAligned(column) ? classes['right'] : ''}`,
        };
        const problem = unreadable.get(column.id);
        const set = (text: string): void => onChange(column.id, text);
        return (
          <div
            key={column.id}
            role="gridcell"
            className={classes['filterCell']}
            style={widthStyle(column, widths)}
          >
            {column.kind === 'choice' ? (
              <select {...shared} onChange={(event) => set(event.currentTarget.value)}>
                <option value="">{say('grid.all')}</option>
                {choicesWith(column.choices, shared.value).map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            ) : (
              <FilterInput
                {...shared}
                amount={column.private !== undefined}
                placeholder={say(`grid.hint_${column.kind}`)}
                inputMode={column.kind === 'number' ? 'decimal' : 'text'}
                invalid={problem !== undefined}
                onType={set}
              />
            )}
            {problem !== undefined && (
              <div role="alert" className={rowClasses['problem']}>
                <Prose text={problem} />
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

type Choices = readonly { readonly value: string; readonly label: string }[];

/** What narrows the rows is named, where it is not among the choices too: those of the record come after its rows. */
function choicesWith(choices: Choices, chosen: string): Choices {
  const isListed = chosen === '' || choices.some(({ value }) => value === chosen);
  return isListed ? choices : [...choices, { value: chosen, label: chosen }];
}

type FilterInputProps = {
  readonly 'aria-label': string;
  readonly title: string;
  readonly value: string;
  readonly className: string;
  readonly placeholder: string;
  readonly inputMode: 'decimal' | 'text';
  readonly invalid: boolean;
  /** It may speak of an amount. */
  readonly amount: boolean;
  readonly onType: (text: string) => void;
};

function FilterInput({ value, amount, invalid, onType, ...rest }: FilterInputProps) {
  const { hidden, props } = useHiddenField({ value, amount, onChange: onType });
  return (
    <input
      {...rest}
      {...props}
      type="text"
      autoComplete="off"
      spellCheck={false}
      aria-invalid={invalid}
      title={hidden ? props.title : rest.title}
    />
  );
}
