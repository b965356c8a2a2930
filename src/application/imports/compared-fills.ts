import type { Fill } from '#src/domain/fill.ts';
import type { FillId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { contentOf, idsOf, nameBeside, type IdentifiedFill } from './import-identity.ts';

/**
 * How a fill of a file stands to those that are there. `same`: it is there, by its trade id or, where neither has
 * one, by all that its row says. `alike`: it may be there, but the two do not say enough to tell: only one has the
 * trade id, the order id or the time in full, or one trade id is given to two. The trader decides about those.
 */
export type Known = 'same' | 'alike';

export type ComparedFill = IdentifiedFill & {
  readonly known?: Known | undefined;
  /** What it may be: recorded, or further ahead in the file. */
  readonly as?: LikeFill | undefined;
};

export type LikeFill = Pick<Fill, 'time' | 'side' | 'quantity' | 'price'> &
  Pick<ImportedFill, 'tradeId' | 'orderId'> & {
    /** Undefined for one of the file. */
    readonly id: FillId | undefined;
  };

export type Candidates = {
  readonly recorded: readonly LikeFill[];
  /** By the names of the recorded ones, without ranks. */
  readonly named: (content: string) => LikeFill | undefined;
  /** Those that an earlier row was found to be, with their times: each is the same as one row at most. Added to. */
  readonly claimed: Map<FillId, number>;
  /** The file's own trade ids so far. Added to. */
  readonly ahead: Pick<Map<string, ImportedFill>, 'get' | 'set'>;
  /** How many stand beside another with their trade id, by content. Added to. */
  readonly beside: Map<string, number>;
  /** To how many milliseconds the file tells its times. */
  readonly grain: number;
};

const second = 1_000;
export const minute = 60_000;

/** To how many milliseconds a time is told, as far as it tells by itself. */
export function grainOf(time: number): number {
  if (time % minute === 0) return minute;
  return time % second === 0 ? second : 1;
}

export function likeFill(fill: Fill): LikeFill {
  const { id, time, side, quantity, price } = fill;
  return { id, time, side, quantity, price, ...idsOf(fill) };
}

/** The fills of a piece, by time, compared with what is there. */
export function compareFills(
  piece: readonly IdentifiedFill[],
  candidates: Candidates,
): readonly ComparedFill[] {
  const { recorded, claimed, grain } = candidates;
  const compared = piece.map((row) => comparedByName(row, candidates));
  for (const { known, as } of compared) {
    if (known === 'same' && as?.id !== undefined) claimed.set(as.id, as.time);
  }
  const left = Map.groupBy(
    recorded.filter(({ id }) => id !== undefined && !claimed.has(id)),
    traitsOf,
  );
  return compared.map((row) => {
    if (row.known !== undefined) return row;
    const alike = (left.get(traitsOf(row.imported)) ?? []).filter(
      (other) =>
        other.id !== undefined &&
        !claimed.has(other.id) &&
        mayBeOne(other, row.imported) &&
        isOneMoment(other.time, row.imported.time, grain),
    );
    const as = alike.find(({ time }) => time === row.imported.time) ?? alike[0];
    if (as?.id === undefined) return row;
    claimed.set(as.id, as.time);
    return { ...row, known: 'alike', as };
  });
}

function comparedByName(row: IdentifiedFill, { named, ahead, beside, grain }: Candidates): ComparedFill {
  const { imported, venueTradeId } = row;
  const { tradeId } = imported;
  const recorded = named(contentOf(venueTradeId));
  if (tradeId === undefined) return recorded === undefined ? row : { ...row, known: 'same', as: recorded };
  const first = ahead.get(tradeId);
  if (first === undefined) ahead.set(tradeId, imported);
  if (first === undefined && recorded === undefined) return row;
  if (first === undefined && recorded !== undefined && isTold(recorded, imported, grain)) {
    return { ...row, known: 'same', as: recorded };
  }
  const key = contentOf(nameBeside(row, 0));
  const count = (beside.get(key) ?? 0) + 1;
  beside.set(key, count);
  const name = nameBeside(row, count);
  const there = named(contentOf(name));
  if (there !== undefined) return { ...row, known: 'same', as: there };
  const as = first === undefined ? recorded : { ...first, id: undefined };
  return { ...row, venueTradeId: name, known: 'alike', as };
}

/** Whether a row tells the recorded fill that has its trade id. Sources round prices, so the price may differ. */
function isTold(recorded: LikeFill, { side, quantity, time }: ImportedFill, grain: number): boolean {
  return (
    recorded.side === side && recorded.quantity.equals(quantity) && isOneMoment(recorded.time, time, grain)
  );
}

/** One file may have cut its times to the second or the minute. */
export function isOneMoment(recorded: number, time: number, grain: number): boolean {
  const widest = Math.max(grain, grainOf(recorded));
  return Math.floor(recorded / widest) === Math.floor(time / widest);
}

/** Of fills with the same content: two ids of one kind would tell them apart. */
function mayBeOne(recorded: LikeFill, imported: ImportedFill): boolean {
  return !differ(recorded.tradeId, imported.tradeId) && !differ(recorded.orderId, imported.orderId);
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function traitsOf({ side, quantity, price }: Pick<Fill, 'side' | 'quantity' | 'price'>): string {
  return `${side}/${quantity.toString()}/${price.toString()}`;
}
