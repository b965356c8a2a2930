import { dayLength, type DayEquity } from '#src/domain/day-equity.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { EquityBasis, EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { Revision } from '#src/ports/record-changes-repository.ts';
import type { PortfolioRecord } from './value-portfolio.ts';

/** The daily equity of a portfolio as it follows from its record, and what was observed may lack of that. */
export type DerivedDays = {
  /** In order of time. */
  readonly days: readonly DayEquity[];
  readonly revisions: readonly Revision[];
};

type Derivable = Pick<PortfolioRecord, 'accounts' | 'portfolio' | 'imports' | 'revisions'>;

/** Undefined until the days of all its accounts are made of the record as it now is. */
export async function readDerivedDays(
  stored: Pick<EquityDayRepository, 'basis' | 'days'>,
  record: Derivable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DerivedDays | undefined> {
  const bases = await Promise.all(record.accounts.map(({ id }) => stored.basis(id)));
  const known = bases.filter((basis) => basis !== undefined);
  if (known.length === 0 || known.length < bases.length || !areCurrent(record, known)) return undefined;
  const until = Math.min(to, ...known.map((basis) => basis.until));
  const sums = new Map<number, DayEquity>();
  for (const { id } of record.accounts)
    for (const day of await stored.days(id, from, until)) sums.set(day.day, both(sums.get(day.day), day));
  return {
    days: [...sums.values()].toSorted((one, other) => one.day - other.day),
    revisions: known.flatMap(({ revisions }) => revisions),
  };
}

/** Whether they know of every change that the record tells of, and of none that was taken back. */
function areCurrent(
  { accounts, portfolio, imports, revisions }: Derivable,
  bases: readonly EquityBasis[],
): boolean {
  const told = new Set(bases.flatMap((basis) => basis.revisions.map(({ at }) => at)));
  const states = new Map(bases.flatMap(({ mark }) => Object.entries(mark.imports)));
  const own = imports.filter(({ accountId }) => accounts.some(({ id }) => id === accountId));
  return (
    bases.every(({ base }) => base === portfolio.baseCurrency) &&
    revisions.every((moment) => told.has(moment)) &&
    own.every(({ id, state }) => states.get(id) === state)
  );
}

function both(one: DayEquity | undefined, other: DayEquity): DayEquity {
  if (one === undefined) return other;
  return {
    day: one.day,
    equity: sum(one.equity, other.equity),
    paidIn: sum(one.paidIn, other.paidIn),
    missing: [...new Set([...one.missing, ...other.missing])].toSorted(),
  };
}

function sum(one: Decimal | undefined, other: Decimal | undefined): Decimal | undefined {
  return one && other && one.plus(other);
}

/** The moment at which a day of UTC was over. */
export function endOf({ day }: Pick<DayEquity, 'day'>): number {
  return day + dayLength;
}
