import type { Decimal } from './decimal.ts';
import type { Fill, FillSource } from './fill.ts';
import type { HeldMovement } from './held.ts';
import type { LegRate } from './leg-rates.ts';
import type { CarriedLot } from './tax-lot.ts';

/** What changes the lots of what an account holds. */
export type Leg = (Fill & Rated & Settled) | (HeldMovement & Rated & Brought);

/** What a linked entry brings, where that is known. */
type Brought = { readonly arrived?: readonly CarriedLot[] | undefined };

/** Of a contract, as a leg of the coin that settles it: what it realised, where that is not nothing. */
export type Settled = { readonly settled?: Decimal | undefined };

/** Read where what an account holds was traded in several currencies. */
export type Rated = { readonly rates?: readonly LegRate[] | undefined };

/**
 * The order in which the fills of what an account holds fold into positions, with its movements that are no trades: these
 * have no number. It follows from the fills alone, and
 * never from when they arrived or from what this machine's clock said:
 *
 * - Fills that their venue numbered stand in the order of their numbers, whatever their times. Behind every fill that
 *   the venue reported before it numbered them.
 * - All others stand by time, then by their place in the source. Where there is none, as in fills that were recorded
 *   before places were kept, their ids decide: any fixed choice.
 * - The two are merged by moment. A fill's moment is its time; that of a numbered one is never before the moments of
 *   those with smaller numbers, so that a venue's clock that is set back cannot move a fill before another.
 *
 * Sorting by moment, then by number or place, is one key for each fill of a set, so the order is total.
 */
export type LegOrderKey = Pick<Fill, 'venueSequence' | 'time' | 'place'> & {
  readonly id: string;
  readonly source: FillSource | 'ledger';
};

/** All legs of what an account holds in the order in which they fold. */
export function inFoldOrder<Key extends LegOrderKey>(fills: readonly Key[]): readonly Key[] {
  const unnumbered = fills.filter(isUnnumbered).toSorted(compareUnnumbered);
  const numbered = fills.filter((fill) => !isUnnumbered(fill)).toSorted(compareNumbered);
  const ordered: Key[] = [];
  let moment = unnumbered.findLast(({ source }) => source === 'venue')?.time ?? -Infinity;
  let next = 0;
  for (const fill of numbered) {
    moment = Math.max(moment, fill.time);
    for (
      let other = unnumbered[next];
      other !== undefined && other.time <= moment;
      other = unnumbered[next]
    ) {
      ordered.push(other);
      next += 1;
    }
    ordered.push(fill);
  }
  return [...ordered, ...unnumbered.slice(next)];
}

/** Pieces of legs, each source in its own order. */
export type LegSources = {
  readonly unnumbered: AsyncIterable<readonly Leg[]>;
  readonly numbered: AsyncIterable<readonly Fill[]>;
  /** The time of the last fill that the venue reported without a number; minus infinity where there is none. */
  readonly lastUnnumbered: number;
};

/** As `inFoldOrder`, for legs that are too many to be held at once. */
export async function* mergeInFoldOrder(sources: LegSources): AsyncIterable<readonly Leg[]> {
  const others = sources.unnumbered[Symbol.asyncIterator]();
  let waiting = await nextPiece(others);
  let next = 0;
  let moment = sources.lastUnnumbered;
  for await (const piece of sources.numbered) {
    let ordered: Leg[] = [];
    for (const fill of piece) {
      moment = Math.max(moment, fill.time);
      for (let other = waiting[next]; other !== undefined && other.time <= moment; other = waiting[next]) {
        ordered.push(other);
        next += 1;
        if (next < waiting.length) continue;
        yield ordered;
        ordered = [];
        waiting = await nextPiece(others);
        next = 0;
      }
      ordered.push(fill);
    }
    yield ordered;
  }
  for (waiting = waiting.slice(next); waiting.length > 0; waiting = await nextPiece(others)) yield waiting;
}

/**
 * Whether `fill` stands behind all that are folded already, of which `last` is the last and `moment` its moment. False
 * also where that cannot be told from the two: folding everything anew is always right.
 */
export function comesAfter(moment: number, last: LegOrderKey, fill: LegOrderKey): boolean {
  const afterNumbered = !isUnnumbered(last);
  if (!isUnnumbered(fill)) {
    return afterNumbered ? compareNumbered(fill, last) > 0 : last.source === 'venue';
  }
  if (afterNumbered) return fill.source !== 'venue' && fill.time > moment;
  // Behind fills of another source, numbered ones may stand, which a venue's fill without a number precedes.
  if (fill.source === 'venue' && last.source !== 'venue') return false;
  return compareUnnumbered(fill, last) > 0;
}

function isUnnumbered({ venueSequence }: LegOrderKey): boolean {
  return venueSequence === undefined;
}

export function compareNumbered(left: LegOrderKey, right: LegOrderKey): number {
  return (left.venueSequence ?? 0) - (right.venueSequence ?? 0) || compareIds(left, right);
}

/** Several sources, each in that order, as one. Each piece is as long as what is sure of its place. */
export async function* mergeSources<Each extends LegOrderKey>(
  sources: readonly AsyncIterable<readonly Each[]>[],
  compare: (left: LegOrderKey, right: LegOrderKey) => number,
): AsyncIterable<readonly Each[]> {
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) return yield* only;
  const readers = sources.map((source) => source[Symbol.asyncIterator]());
  let waiting = await Promise.all(
    readers.map(async (reader) => ({ reader, piece: await nextPiece(reader) })),
  );
  for (;;) {
    waiting = waiting.filter(({ piece }) => piece.length > 0);
    const ends = waiting.flatMap(({ piece }) => piece.at(-1) ?? []);
    const [end] = ends.toSorted(compare);
    if (end === undefined) return;
    const sure = waiting.map(({ piece }) => piece.filter((each) => compare(each, end) <= 0));
    yield sure.flat().toSorted(compare);
    waiting = await Promise.all(
      waiting.map(async ({ reader, piece }, at) => {
        const rest = piece.slice(sure[at]?.length ?? 0);
        return { reader, piece: rest.length > 0 ? rest : await nextPiece(reader) };
      }),
    );
  }
}

export function compareUnnumbered(left: LegOrderKey, right: LegOrderKey): number {
  return left.time - right.time || (left.place ?? 0) - (right.place ?? 0) || compareIds(left, right);
}

function compareIds(left: LegOrderKey, right: LegOrderKey): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

async function nextPiece<Each>(pieces: AsyncIterator<readonly Each[]>): Promise<readonly Each[]> {
  const { done, value } = await pieces.next();
  return done === true ? [] : value;
}
