import { Decimal } from '#src/domain/decimal.ts';
import type { GridColumn } from '#renderer/table/column.ts';
import { parseTimeSpan, type TimeSpan } from '#renderer/table/time-span.ts';
import type { TimeZone } from '#renderer/format/time.ts';

/** What stands in the filter row, by column id. Empty texts filter nothing. */
export type GridFilters = Readonly<Record<string, string>>;

export type RowFilter<Row> = {
  readonly passes: (row: Row) => boolean;
  /** Columns whose text could not be read: they filter nothing, and are marked. */
  readonly unreadable: ReadonlySet<string>;
  /** The spans of the time columns, for a source that can select by them. */
  readonly spans: ReadonlyMap<string, TimeSpan>;
  readonly active: boolean;
};

type Test<Row> = (row: Row) => boolean;

export function createRowFilter<Row>(
  columns: readonly GridColumn<Row>[],
  filters: GridFilters,
  zone: TimeZone,
): RowFilter<Row> {
  const tests: Test<Row>[] = [];
  const unreadable = new Set<string>();
  const spans = new Map<string, TimeSpan>();
  for (const column of columns) {
    const text = (filters[column.id] ?? '').trim();
    if (text === '') continue;
    const span = column.kind === 'time' ? parseTimeSpan(text, zone) : undefined;
    if (span !== undefined) spans.set(column.id, span);
    const test = testOf(column, text, span);
    if (test === undefined) unreadable.add(column.id);
    else tests.push(test);
  }
  return { passes: (row) => tests.every((test) => test(row)), unreadable, spans, active: tests.length > 0 };
}

function testOf<Row>(
  column: GridColumn<Row>,
  text: string,
  span: TimeSpan | undefined,
): Test<Row> | undefined {
  switch (column.kind) {
    case 'action':
      return undefined;
    case 'text': {
      const wanted = text.toLowerCase();
      return (row) => (column.value(row) ?? '').toLowerCase().includes(wanted);
    }
    case 'choice':
      return (row) => column.value(row) === text;
    case 'time':
      if (span === undefined) return undefined;
      return (row) => {
        const time = column.value(row);
        return time !== undefined && time >= span.from && time < span.to;
      };
    case 'number': {
      const holds = parseNumberTest(text);
      if (holds === undefined) return undefined;
      return (row) => {
        const value = column.value(row);
        return value !== undefined && holds(Decimal.from(value));
      };
    }
  }
}

/** `5`, `>5`, `>=5`, `<5`, `<=5`, `2..5`; grouping commas and a true minus are understood. */
export function parseNumberTest(text: string): ((value: Decimal) => boolean) | undefined {
  const plain = text.replaceAll(/[\s,]/g, '').replaceAll('\u2212', '-');
  const range = /^(.+)\.\.(.+)$/.exec(plain);
  if (range !== null) {
    const low = Decimal.parse(range[1] ?? '');
    const high = Decimal.parse(range[2] ?? '');
    return low === undefined || high === undefined
      ? undefined
      : (value) => value.atLeast(low) && value.atMost(high);
  }
  const [, operator = '', number = ''] = /^(>=|<=|>|<|=)?(.+)$/.exec(plain) ?? [];
  const bound = Decimal.parse(number);
  if (bound === undefined) return undefined;
  switch (operator) {
    case '>':
      return (value) => value.greaterThan(bound);
    case '>=':
      return (value) => value.atLeast(bound);
    case '<':
      return (value) => value.lessThan(bound);
    case '<=':
      return (value) => value.atMost(bound);
    default:
      return (value) => value.equals(bound);
  }
}
