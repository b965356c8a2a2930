import { Decimal } from '#src/domain/decimal.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { GridColumn } from './column.ts';
import { readNumberFilter } from './number-filter.ts';
import { plainNumber } from './plain-number.ts';
import { parseTimeSpan, type TimeSpan } from './time-span.ts';
import type { Separators } from '#renderer/format/number.ts';
import type { TimeZone } from '#renderer/format/time.ts';
import { say } from '#renderer/words/say.ts';

/** What stands in the filter row, by column id. Empty texts filter nothing. */
export type GridFilters = Readonly<Record<string, string>>;

export type RowFilter<Row> = {
  readonly passes: (row: Row) => boolean;
  /** Columns whose text could not be read, with the reason in words: they filter nothing, and are marked. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** The spans of the time columns, for a source that can select by them. */
  readonly spans: ReadonlyMap<string, TimeSpan>;
  /** The columns by which it narrows. */
  readonly columns: readonly string[];
  readonly active: boolean;
};

type Test<Row> = (row: Row) => boolean;

export function createRowFilter<Row>(
  columns: readonly GridColumn<Row>[],
  filters: GridFilters,
  { separators, zone }: { readonly separators: Separators; readonly zone: TimeZone },
): RowFilter<Row> {
  const tests: Test<Row>[] = [];
  const narrowed: string[] = [];
  const unreadable = new Map<string, string>();
  const spans = new Map<string, TimeSpan>();
  for (const column of columns) {
    const text = (filters[column.id] ?? '').trim();
    if (text === '') continue;
    const span = column.kind === 'time' ? parseTimeSpan(text, zone) : undefined;
    if (span !== undefined) spans.set(column.id, span);
    const test = testOf(column, text, span, separators);
    if (test.ok) {
      tests.push(test.value);
      narrowed.push(column.id);
    } else unreadable.set(column.id, test.error);
  }
  return {
    passes: (row) => tests.every((test) => test(row)),
    unreadable,
    spans,
    columns: narrowed,
    active: tests.length > 0,
  };
}

function testOf<Row>(
  column: GridColumn<Row>,
  text: string,
  span: TimeSpan | undefined,
  separators: Separators,
): Result<Test<Row>, string> {
  switch (column.kind) {
    case 'action':
      return err(say('grid.nothingToFilter'));
    case 'text': {
      const wanted = text.toLowerCase();
      return ok((row) => (column.value(row) ?? '').toLowerCase().includes(wanted));
    }
    case 'choice':
      return ok((row) => column.value(row) === text);
    case 'time':
      if (span === undefined) return err(say('grid.noTime', { text }));
      return ok((row) => {
        const time = column.value(row);
        return time !== undefined && time >= span.from && time < span.to;
      });
    case 'number': {
      const holds = readNumberFilter(text, separators);
      if (!holds.ok) return holds;
      const { shown } = column;
      return ok((row) => {
        const value = column.value(row);
        if (value === undefined) return false;
        return holds.value(Decimal.from(value), shown && (() => numberIn(shown(row), separators)));
      });
    }
  }
}

function numberIn(shown: string, separators: Separators): Decimal | undefined {
  const plain = plainNumber(shown, separators);
  return plain === undefined ? undefined : Decimal.from(plain);
}
