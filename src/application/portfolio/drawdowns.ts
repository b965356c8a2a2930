import { readCurve, type CurveReads } from './returns.ts';
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

type Followed = { readonly falls: Falls; readonly breaks: readonly number[] };

/**
 * How deep each portfolio has fallen: by its curve until it was first asked, and from then on by every
 * valuation, since a fall may come and go between two points.
 */
export function createDrawdowns(reads: CurveReads) {
  const followed = new Map<PortfolioId, Followed>();
  let version = 0;

  async function fromKept(record: PortfolioRecord, until: number): Promise<Followed> {
    const { snapshots, breaks } = await readCurve(reads, record, { from: 0, until: until + 1 });
    return { falls: snapshots.reduce((falls, point) => plusPoint(falls, point, breaks), noFalls), breaks };
  }

  return {
    /** With one more valuation; undefined while no equity is known. */
    async plus(record: PortfolioRecord, point: EquitySnapshot): Promise<Drawdown | undefined> {
      const { id } = record.portfolio;
      const before = version;
      const known = followed.get(id) ?? (await fromKept(record, point.time));
      const falls = plusPoint(known.falls, point, known.breaks);
      if (version === before) followed.set(id, { ...known, falls });
      return drawdownOf(falls);
    },
    /** After work that has changed the past, such as an import. */
    forget(): void {
      version += 1;
      followed.clear();
    },
  };
}
