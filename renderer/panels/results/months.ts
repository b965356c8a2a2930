import type { DayReturnInfo } from '#src/contract/returns.ts';

/** The returns of a year's months as shares, January first; undefined where no day of one is known. */
export type YearOfReturns = {
  readonly year: number;
  readonly months: readonly (number | undefined)[];
  readonly whole: number | undefined;
};

/** Days chained by the months in which they begin on the clock of `zone`, the newest year first. */
export function yearsOf(days: readonly DayReturnInfo[], zone: string): readonly YearOfReturns[] {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric' });
  const years = new Map<number, number[]>();
  for (const { from, share } of days) {
    if (share === undefined) continue;
    const parts = new Map(clock.formatToParts(from).map(({ type, value }) => [type, Number(value)]));
    const year = parts.get('year') ?? 0;
    const growth = years.get(year) ?? [];
    const month = (parts.get('month') ?? 1) - 1;
    growth[month] = (growth[month] ?? 1) * (1 + Number(share));
    years.set(year, growth);
  }
  return [...years]
    .toSorted(([one], [other]) => other - one)
    .map(([year, growth]) => ({
      year,
      months: Array.from({ length: 12 }, (_, month) => returnOf(growth[month])),
      whole: returnOf(growth.reduce((product, each) => product * each, 1)),
    }));
}

function returnOf(growth: number | undefined): number | undefined {
  return growth === undefined ? undefined : growth - 1;
}
