import { readCurve, type CurveReads } from './returns.ts';
import { unfundedAccounts } from './unfunded.ts';
import type { PortfolioRecord } from './value-portfolio.ts';
import type { PortfolioId } from '#src/domain/ids.ts';
import {
  drawdownOf,
  noFalls,
  plusPoint,
  type Drawdown,
  type EquitySnapshot,
  type Falls,
} from '#src/domain/performance.ts';

type Followed = {
  readonly falls: Falls;
  readonly breaks: readonly number[];
  /** Since when it is followed, and the falls of the curve until then. */
  readonly begun: number;
  readonly kept: Falls;
  /** Of what was earned on nobody knows what, the amount alone is known. */
  readonly isFunded: boolean;
};

/**
 * How deep each portfolio has fallen: by its curve until it was first asked, and from then on by every
 * valuation, since a fall may come and go between two points.
 */
export function createDrawdowns(reads: CurveReads & Parameters<typeof unfundedAccounts>[0]) {
  const followed = new Map<PortfolioId, Followed>();
  /** Days of before may have been made since. */
  const unsure = new Set<PortfolioId>();
  let version = 0;

  async function fromKept(record: PortfolioRecord, begun: number): Promise<Followed> {
    const { snapshots, breaks } = await readCurve(reads, record, { from: 0, until: begun + 1 });
    const kept = snapshots.reduce((falls, point) => plusPoint(falls, point, breaks), noFalls);
    const isFunded = (await unfundedAccounts(reads, record)).length === 0;
    return { falls: kept, breaks, begun, kept, isFunded };
  }

  /** What is followed, where the curve until then is still what it was. */
  async function stillFollowed(record: PortfolioRecord): Promise<Followed | undefined> {
    const { id } = record.portfolio;
    const known = followed.get(id);
    if (known === undefined || !unsure.delete(id)) return known;
    const { kept, breaks, isFunded } = await fromKept(record, known.begun);
    return isSame(kept, known.kept) ? { ...known, breaks, isFunded } : undefined;
  }

  return {
    /** With one more valuation; undefined while no equity is known. */
    async plus(record: PortfolioRecord, point: EquitySnapshot): Promise<Drawdown | undefined> {
      const { id } = record.portfolio;
      const before = version;
      const known = (await stillFollowed(record)) ?? (await fromKept(record, point.time));
      const falls = plusPoint(known.falls, point, known.breaks);
      if (version === before) followed.set(id, { ...known, falls });
      const drawdown = drawdownOf(falls);
      return drawdown === undefined || known.isFunded ? drawdown : { ...drawdown, share: undefined };
    },
    /** After work that has changed the past, such as an import. */
    forget(): void {
      version += 1;
      followed.clear();
      unsure.clear();
    },
    /** After days of the curve were made: most of them change nothing of what was known of it. */
    lookAgain(): void {
      for (const id of followed.keys()) unsure.add(id);
    },
  };
}

function isSame(one: Falls, other: Falls): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
