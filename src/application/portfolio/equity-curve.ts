import { dayLength, type DayEquity } from '#src/domain/day-equity.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { PortfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { Span } from '#src/domain/trip-statistics.ts';
import type { Revision } from '#src/ports/record-changes-repository.ts';
import { endOf, type DerivedDays } from './derived-days.ts';
import type { PortfolioRecord } from './value-portfolio.ts';

export type EquityCurve = {
  /** What was observed and what was derived, in order of time. */
  readonly snapshots: readonly EquitySnapshot[];
  /** When the record was changed between two points of which one does not know it: the later is no gain or loss since the earlier. */
  readonly breaks: readonly number[];
  /** The ends of the days that were derived. */
  readonly derived: ReadonlySet<number>;
  /** The first moment of the first day that could be derived; undefined where none was. */
  readonly begin: number | undefined;
  readonly compared: ComparedDays;
  /** Derived days without an equity, and what had no price on them. */
  readonly unpriced: { readonly days: number; readonly missing: readonly string[] };
};

/** Days of which the equity was both observed and derived. */
export type ComparedDays = {
  readonly days: number;
  /** That differ the most; undefined where none was compared. */
  readonly furthest:
    | { readonly time: number; readonly observed: Decimal; readonly derived: Decimal }
    | undefined;
};

export type CurveRecord = Pick<
  PortfolioRecord,
  'imports' | 'accounts' | 'revisions' | 'portfolio' | 'otherBases'
>;

/** An observed point so near the end of a day stands for it, and is compared with what is derived. */
const near = dayLength / 24;

/**
 * The curve of a portfolio by what its record now is. What was observed stays as it was, and counts where the record still
 * says the same of that time. A day of which it does not, or in whose end nobody looked, has what is derived of the record
 * and the prices of the day; where that is not known, an observed point that lacks what was recorded since is still better
 * than none, and the curve is broken beside it. While an import stood that was taken back since, or is half there, equity
 * was not the portfolio's: those points are left out.
 */
export function equityCurve(
  record: CurveRecord,
  observed: readonly EquitySnapshot[],
  derived: DerivedDays | undefined,
  /** Days before are not compared, and not told to be without a price. */
  since = -Infinity,
): EquityCurve {
  const untrue = untrueSpans(record);
  const changes = derived?.revisions ?? changesOf(record);
  const lacks = createLacks(changes);
  const seen = observed
    .filter(({ time }) => !untrue.some(({ from, until }) => time > from && time < until))
    .map((point): CurvePoint => ({ point, isDerived: false, isOld: lacks(point.time) }));
  const known = (derived?.days ?? []).filter(isKnown);
  const knownEnds = new Set(known.map(endOf));
  const isDerivedAround = (time: number): boolean =>
    knownEnds.has(endOfDay(time)) || knownEnds.has(endOfDay(time) - dayLength);
  const fresh = seen.filter(
    ({ point, isOld }) => !isOld && point.equity !== undefined && point.deposited !== undefined,
  );
  const { compared, replaced } = compare(known, fresh, since);
  const counted = [
    ...seen.filter(({ point, isOld }) => !isOld || !isDerivedAround(point.time)),
    ...known
      .filter((day) => !replaced.has(day.day))
      .map((day): CurvePoint => ({
        point: pointOf(record.portfolio.id, day),
        isDerived: true,
        isOld: false,
      })),
  ].toSorted((one, other) => one.point.time - other.point.time);
  const unknown = (derived?.days ?? []).filter((each) => each.day >= since && !isKnown(each));
  return {
    snapshots: counted.map(({ point }) => point),
    breaks: breaksIn(counted, changes),
    derived: new Set(counted.filter(({ isDerived }) => isDerived).map(({ point }) => point.time)),
    begin: derived?.days[0]?.day,
    compared,
    unpriced: {
      days: unknown.length,
      missing: [...new Set(unknown.flatMap(({ missing }) => missing))].toSorted(),
    },
  };
}

type CurvePoint = {
  readonly point: EquitySnapshot;
  readonly isDerived: boolean;
  /** It lacks what was recorded since of its time. */
  readonly isOld: boolean;
};

type KnownDay = DayEquity & { readonly equity: Decimal };

function isKnown(day: DayEquity): day is KnownDay {
  return day.equity !== undefined;
}

/** Nobody has looked yet since when each of them is about. */
function changesOf(record: CurveRecord): readonly Revision[] {
  const done = ownImports(record).filter(({ state }) => state === 'done');
  return [...done.map(({ importedAt }) => importedAt), ...record.revisions].map((at) => ({
    at,
    from: -Infinity,
  }));
}

/** Whether a point that was observed at a time lacks one of the changes. */
function createLacks(changes: readonly Revision[]): (time: number) => boolean {
  return (time) => changes.some(({ at, from }) => at >= time && from <= time);
}

/** Fresh points come in order of time. */
function compare(known: readonly KnownDay[], fresh: readonly CurvePoint[], since: number) {
  const replaced = new Set<number>();
  let days = 0;
  let furthest: ComparedDays['furthest'];
  let next = 0;
  for (const day of known) {
    const end = endOf(day);
    while ((fresh[next]?.point.time ?? Infinity) < end - near) next += 1;
    let nearest: EquitySnapshot | undefined;
    for (let at = next; (fresh[at]?.point.time ?? Infinity) <= end; at += 1) nearest = fresh[at]?.point;
    if (nearest?.equity === undefined) continue;
    replaced.add(day.day);
    if (day.day < since) continue;
    days += 1;
    if (furthest === undefined || apart(nearest.equity, day.equity).greaterThan(apartOf(furthest)))
      furthest = { time: end, observed: nearest.equity, derived: day.equity };
  }
  return { replaced, compared: { days, furthest } };
}

function apartOf({ observed, derived }: NonNullable<ComparedDays['furthest']>): Decimal {
  return apart(observed, derived);
}

function apart(one: Decimal, other: Decimal): Decimal {
  return one.minus(other).abs();
}

/** The moments of points after which the next one knows of another record. */
function breaksIn(points: readonly CurvePoint[], changes: readonly Revision[]): readonly number[] {
  return points.flatMap((before, at) => {
    const after = points[at + 1];
    if (after === undefined) return before.isOld ? [before.point.time] : [];
    const isBroken =
      before.isDerived || after.isDerived
        ? before.isOld || after.isOld
        : changes.some(
            (change) =>
              change.at >= before.point.time &&
              change.at < after.point.time &&
              change.from <= before.point.time,
          );
    return isBroken ? [before.point.time] : [];
  });
}

function pointOf(portfolioId: PortfolioId, day: KnownDay): EquitySnapshot {
  return {
    portfolioId,
    time: endOf(day),
    equity: day.equity,
    cash: undefined,
    marketValue: undefined,
    realised: undefined,
    unrealised: undefined,
    fees: undefined,
    deposited: day.paidIn,
  };
}

function endOfDay(time: number): number {
  return Math.ceil(time / dayLength) * dayLength;
}

/** While equity was not the portfolio's, or in another currency: what was kept after the one moment and before the other. */
function untrueSpans(record: Pick<PortfolioRecord, 'imports' | 'accounts' | 'otherBases'>): readonly Span[] {
  const undone = ownImports(record).filter(({ state }) => state !== 'done');
  return [
    ...undone.map(({ importedAt, undoneAt = Infinity }) => ({ from: importedAt, until: undoneAt })),
    ...record.otherBases,
  ];
}

function ownImports({ imports, accounts }: Pick<PortfolioRecord, 'imports' | 'accounts'>) {
  return imports.filter(({ accountId }) => accounts.some(({ id }) => id === accountId));
}
