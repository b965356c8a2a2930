import type { DayReturnInfo } from '#src/contract/returns.ts';

/** The returns of a year's months as shares, January first; undefined where no day of one is known, or behind a loss of more than all. */
export type YearOfReturns = {
  readonly year: number;
  readonly months: readonly (number | undefined)[];
  readonly whole: number | undefined;
};

/** Days chained by the months in which they begin on the clock of `zone`, the newest year first. */
export function yearsOf(days: readonly DayReturnInfo[], zone: string): readonly YearOfReturns[] {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric' });
  const years = new Map<number, number[][]>();
  for (const { from, share } of days) {
    if (share === undefined) continue;
    const parts = new Map(clock.formatToParts(from).map(({ type, value }) => [type, Number(value)]));
    const year = parts.get('year') ?? 0;
    const months = years.get(year) ?? Array.from({ length: 12 }, () => []);
    const month = (parts.get('month') ?? 1) - 1;
    months[month]?.push(Number(share));
    years.set(year, months);
  }
  return [...years]
    .toSorted(([one], [other]) => other - one)
    .map(([year, months]) => ({
      year,
      months: months.map(returnOf),
      whole: returnOf(months.flat()),
    }));
}

function returnOf(shares: readonly number[]): number | undefined {
  let growth = 1;
  for (const share of shares) {
    if (growth < 0) return undefined;
    growth *= 1 + share;
  }
  return shares.length === 0 ? undefined : growth - 1;
}
