import { dayLength } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { longestRateFile, mostRatePairs, mostRates, type RateFileProblem } from '#src/domain/rate-file.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type {
  RateFileText,
  RateRowRefused,
  RateSeries,
  ReadRates,
  UnreadableRates,
} from '#src/ports/rate-files.ts';
import { CsvRecords, type CsvRecord } from '#src/infrastructure/importing/csv/csv-records.ts';
import { rateFormatOf, type RateCell, type RateFormat } from './rate-formats.ts';

const delimiters = [',', ';', '\t'] as const;
/** Of what was left out. */
const mostProblems = 20;
const plainRate = /^\d{1,24}(\.\d{1,24})?$/;
const code = /^[A-Z0-9]{2,20}$/;
/** Where there is no rate of a day. */
const missing = new Set(['', 'N/A', 'NA', 'NAN', '-', '.']);

/** Reads published rates of days. What is not one is left out and told; in doubt about which way they are, nothing is taken. */
export function readRateFile({ text, told, now }: RateFileText): Result<ReadRates, UnreadableRates> {
  if (text.length > longestRateFile) return unreadable('TOO_LONG');
  const [first = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const delimiter = delimiters.toSorted(
    (one, other) => first.split(other).length - first.split(one).length,
  )[0];
  const table = new RateTable(told, now);
  const records = new CsvRecords(delimiter ?? ',', 1, (record) => table.add(record));
  const broken = records.write(text.replace(/^\uFEFF/, '')) ?? records.end();
  return broken === undefined ? table.end() : unreadable('NOT_RATES');
}

function unreadable(problem: RateFileProblem): Result<ReadRates, UnreadableRates> {
  return err({ code: 'UNREADABLE_RATES', problem });
}

type Series = { readonly of: Currency; readonly into: Currency; readonly byDay: Map<number, string> };

class RateTable {
  readonly #told: RateFileText['told'];
  readonly #now: number;
  readonly #series = new Map<string, Series>();
  readonly #problems: RateRowRefused[] = [];
  #format: RateFormat | RateFileProblem | undefined;
  #invalid = 0;
  #count = 0;

  constructor(told: RateFileText['told'], now: number) {
    this.#told = told;
    this.#now = now;
  }

  add({ cells, line }: CsvRecord): void {
    if (this.#format === undefined) {
      this.#format = rateFormatOf(
        cells.map((cell) => cell.trim()),
        this.#told,
      );
      return;
    }
    if (typeof this.#format === 'string' || this.#tooMuch() !== undefined) return;
    for (const cell of this.#format.read(cells.map((each) => each.trim()))) this.#take(cell, line);
  }

  end(): Result<ReadRates, UnreadableRates> {
    const format = this.#format ?? 'NOT_RATES';
    if (typeof format === 'string') return unreadable(format);
    const tooMuch = this.#tooMuch();
    if (tooMuch !== undefined) return unreadable(tooMuch);
    if (this.#count === 0) return unreadable('NO_RATES');
    return ok({
      format: format.id,
      base: format.base,
      series: [...this.#series.values()].map(seriesOf),
      problems: this.#problems,
      invalid: this.#invalid,
    });
  }

  #tooMuch(): RateFileProblem | undefined {
    if (this.#count > mostRates) return 'TOO_MANY';
    return this.#series.size > mostRatePairs ? 'TOO_MANY_PAIRS' : undefined;
  }

  #take(cell: RateCell, line: number): void {
    if (missing.has(cell.rate.toUpperCase())) return;
    const problem = this.#problemOf(cell);
    if (problem === undefined) return;
    this.#invalid += 1;
    if (this.#problems.length < mostProblems) this.#problems.push({ line, ...problem });
  }

  /** Undefined of one that was taken. */
  #problemOf(cell: RateCell): Omit<RateRowRefused, 'line'> | undefined {
    if (!cell.isDaily) return { column: cell.names.day, problem: 'NOT_DAILY' };
    const day = dayIn(cell.day);
    if (day === undefined || day > this.#now) return { column: cell.names.day, problem: 'DAY' };
    const [of, into] = [cell.of.toUpperCase(), cell.into.toUpperCase()];
    if (!code.test(of) || !code.test(into)) return { column: cell.names.currency, problem: 'CURRENCY' };
    if (of === into) return { column: cell.names.currency, problem: 'SAME_CURRENCY' };
    const rate = plainRate.test(cell.rate) ? Decimal.parse(cell.rate) : undefined;
    if (rate?.isPositive() !== true) return { column: cell.names.rate, problem: 'RATE' };
    const key = `${of} ${into}`;
    const series = this.#series.get(key) ?? { of: currency(of), into: currency(into), byDay: new Map() };
    this.#series.set(key, series);
    const known = series.byDay.get(day);
    if (known !== undefined && !rate.equals(Decimal.from(known)))
      return { column: cell.names.rate, problem: 'TWICE' };
    if (known === undefined) this.#count += 1;
    series.byDay.set(day, rate.toString());
    return undefined;
  }
}

function seriesOf({ of, into, byDay }: Series): RateSeries {
  const days = [...byDay.keys()].toSorted((one, other) => one - other);
  return { of, into, days, rates: days.map((day) => byDay.get(day) ?? '') };
}

/** Of a day of the calendar that exists, as 2024-03-28; its first moment in UTC. */
function dayIn(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay =
    Number.isFinite(time) && time % dayLength === 0 && new Date(time).toISOString().startsWith(text);
  return isDay ? time : undefined;
}
