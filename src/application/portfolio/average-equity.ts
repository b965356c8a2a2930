import { nextTurn } from '#src/application/next-turn.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import { EquityAverage } from '#src/domain/trip-statistics.ts';
import type { AverageEquity } from '#src/ports/trip-reader.ts';
import { endOf, readDerivedDays } from './derived-days.ts';
import { equityCurve, type CurveRecord } from './equity-curve.ts';
import { readObserved, type CurveReads } from './returns.ts';

/** Before a span, in which the point is looked for that holds as it begins. */
const lead = 31 * dayLength;
/** Orders have their turn between. */
const pointsAtOnce = 1_000;

/**
 * Of the curve from `from` on and before `until`: what was observed holds until the next point, and what was derived for the
 * whole of its day. Undefined where nothing of it is known, or a day in between.
 */
export async function readAverageEquity(
  reads: CurveReads,
  record: CurveRecord,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<AverageEquity | undefined> {
  const observed = await readObserved(reads, record, { from: from - lead, until });
  const span = { from: from - lead, to: until };
  const derived = await readDerivedDays(reads.equityDays, record, span);
  const curve = equityCurve(record, observed, derived);
  const average = new EquityAverage();
  const seen = new Set<number>();
  let last = from;
  for (const [at, { time, equity }] of curve.snapshots.entries()) {
    if (at % pointsAtOnce === 0) await nextTurn();
    if (equity === undefined) continue;
    const isDerived = curve.derived.has(time);
    seen.add(Math.ceil(time / dayLength) * dayLength);
    last = Math.max(isDerived ? time - dayLength : time, last);
    if (last < until) average.add(last, equity);
  }
  const since = average.first;
  const isUnknown = (derived?.days ?? []).some(
    (day) => day.equity === undefined && endOf(day) > (since ?? until) && !seen.has(endOf(day)),
  );
  const amount = average.end(until);
  return since === undefined || amount === undefined || isUnknown
    ? undefined
    : { since, amount: amount.toString() };
}
