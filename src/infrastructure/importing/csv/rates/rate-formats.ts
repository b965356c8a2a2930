import { currency, type Currency } from '#src/domain/ids.ts';
import type { RateFileProblem } from '#src/domain/rate-file.ts';
import type { ToldBase } from '#src/domain/reference-rate.ts';

/** A rate as a file has it: of a day, what one unit of one currency is worth in another. */
export type RateCell = {
  readonly day: string;
  readonly of: string;
  readonly into: string;
  readonly rate: string;
  readonly isDaily: boolean;
  /** What the columns are called. */
  readonly names: { readonly day: string; readonly currency: string; readonly rate: string };
};

export type RateFormat = {
  readonly id: string;
  /** Undefined where each line says its own. */
  readonly base: Currency | undefined;
  /** The rates of one line; cells are trimmed. */
  readonly read: (cells: readonly string[]) => readonly RateCell[];
};

/** By the header of a file; or why it cannot be read. */
export function rateFormatOf(
  header: readonly string[],
  told: ToldBase | undefined,
): RateFormat | RateFileProblem {
  const places = new Map(header.map((name, at) => [name.toLowerCase(), at]));
  const place = (name: string): number => places.get(name) ?? -1;
  if (['currency', 'currency_denom', 'time_period', 'obs_value'].every((name) => places.has(name)))
    return seriesFormat(place);
  if (['date', 'currency', 'rate'].every((name) => places.has(name))) return plainFormat(place, told);
  return tableFormat(header, told);
}

/**
 * What the data portal of the European Central Bank exports of its dataset EXR, as SDMX has it: one unit of the
 * denominator is worth so much of the currency. https://data.ecb.europa.eu/data/datasets/EXR/structure
 */
function seriesFormat(place: (name: string) => number): RateFormat {
  const names = { day: 'TIME_PERIOD', currency: 'CURRENCY', rate: 'OBS_VALUE' };
  const at = {
    day: place('time_period'),
    of: place('currency_denom'),
    into: place('currency'),
    rate: place('obs_value'),
    frequency: place('freq'),
    type: place('exr_type'),
  };
  return {
    id: 'ecb-series',
    base: undefined,
    read: (cells) => {
      const { [at.frequency]: frequency = 'D', [at.type]: type = 'SP00' } = cells;
      const { [at.day]: day = '', [at.of]: of = '', [at.into]: into = '', [at.rate]: rate = '' } = cells;
      // Averages of months, and rates for a later day, are none of a day.
      return [{ day, of, into, rate, isDaily: frequency === 'D' && type === 'SP00', names }];
    },
  };
}

/** A line a rate: one unit of `currency` is worth `rate` of `quote`. Without a quote the trader says what they are in. */
function plainFormat(
  place: (name: string) => number,
  told: ToldBase | undefined,
): RateFormat | RateFileProblem {
  const quote = place('quote');
  if (quote === -1 && told === undefined) return 'BASE_NOT_TOLD';
  const names = { day: 'date', currency: 'currency', rate: 'rate' };
  const at = { day: place('date'), currency: place('currency'), rate: place('rate') };
  return {
    id: 'plain',
    base: quote === -1 ? told?.base : undefined,
    read: (cells) => {
      const { [at.day]: day = '', [at.currency]: code = '', [at.rate]: rate = '', [quote]: own = '' } = cells;
      const pair = quote === -1 ? sidesOf(code, told) : { of: code, into: own };
      return [{ day, ...pair, rate, isDaily: true, names }];
    },
  };
}

/** So many columns only the whole table of the European Central Bank has, and none for the euro, which it is of. */
const fewestOfEcb = 20;
const alwaysOfEcb = ['USD', 'JPY', 'GBP', 'CHF'];

/** A line a day and a column a currency, as eurofxref-hist.csv: it says nowhere that its rates are for one euro. */
function tableFormat(header: readonly string[], told: ToldBase | undefined): RateFormat | RateFileProblem {
  const [day = '', ...others] = header;
  const codes = others.filter((name) => name !== '');
  const isTable =
    day.toLowerCase() === 'date' && codes.length > 0 && codes.every((name) => /^[A-Z]{3}$/.test(name));
  if (!isTable) return 'NOT_RATES';
  const isOfEcb =
    codes.length >= fewestOfEcb &&
    !codes.includes('EUR') &&
    alwaysOfEcb.every((name) => codes.includes(name));
  const base: ToldBase | undefined = isOfEcb ? { base: currency('EUR'), quotation: 'units for one' } : told;
  if (base === undefined) return 'BASE_NOT_TOLD';
  return {
    id: isOfEcb ? 'ecb-history' : 'table',
    base: base.base,
    read: ([of = '', ...cells]) =>
      others.flatMap((name, at) => {
        if (name === '') return [];
        return [
          {
            day: of,
            ...sidesOf(name, base),
            rate: cells[at] ?? '',
            isDaily: true,
            names: { day, currency: name, rate: name },
          },
        ];
      }),
  };
}

function sidesOf(code: string, told: ToldBase | undefined): Pick<RateCell, 'of' | 'into'> {
  const base = told?.base ?? '';
  return told?.quotation === 'one unit in' ? { of: code, into: base } : { of: base, into: code };
}
