import { Decimal } from '#src/domain/decimal.ts';
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

/** Of two comparisons of one fill, the one that leaves less open. */
export function surer(one: Known | undefined, other: Known | undefined): Known | undefined {
  return one === 'same' || other === 'same' ? 'same' : (one ?? other);
}

export type ComparedFill = IdentifiedFill & {
  readonly known?: Known | undefined;
  /** What it may be: recorded, or further ahead in the file. */
  readonly as?: LikeFill | undefined;
};

export type LikeFill = Pick<ImportedFill, 'time' | 'side' | 'quantity' | 'price' | 'tradeId' | 'orderId'>;
/** As far as its file told it. */
export type RecordedFill = LikeFill & { readonly id: FillId; readonly fill: Fill };

export type Candidates = {
  readonly recorded: readonly RecordedFill[];
  /** By the names of the recorded ones, without ranks. */
  readonly named: (content: string) => RecordedFill | undefined;
  /** Those that an earlier row was found to be, with their times: each is the same as one row at most. Added to. */
  readonly claimed: Map<FillId, number>;
  /** The file's own trade ids so far. Added to. */
  readonly ahead: Pick<Map<string, ImportedFill>, 'get' | 'set'>;
  /** How many stand beside another with their trade id, by content. Added to. */
  readonly beside: Map<string, number>;
  /** To how many milliseconds the file tells its times. */
  readonly grain: number;
};

/** Of a price that a source rounds. */
const rounding = Decimal.from('0.0001');
/** Of fills of one second and side. */
const longestRun = 12;
const second = 1_000;
export const minute = 60_000;

/** To how many milliseconds a time is told, as far as it tells by itself. */
export function grainOf(time: number): number {
  if (time % minute === 0) return minute;
  return time % second === 0 ? second : 1;
}

export function recordedFill(fill: Fill): RecordedFill {
  const { id, time, side, quantity, price } = fill;
  return { id, fill, time, side, quantity, price, ...idsOf(fill) };
}

/** The fills of a piece, by time, compared with what is there. */
export function compareFills(
  piece: readonly IdentifiedFill[],
  candidates: Candidates,
): readonly ComparedFill[] {
  const { claimed } = candidates;
  const compared = piece.map((row) => comparedByName(row, candidates));
  for (const { known, as } of compared) {
    if (known === 'same' && as !== undefined && isRecorded(as)) claimed.set(as.id, as.time);
  }
  const isOneKind = compared.some(
    ({ known, imported }) => known === 'same' && imported.tradeId !== undefined,
  );
  const looser = { ...candidates, isOneKind };
  return comparedBySum(comparedByContent(compared, looser), looser);
}

type LooseCandidates = Candidates & {
  /** Whether the file’s trade ids are of the kind that is recorded: exports of one broker may give ids of their own. */
  readonly isOneKind: boolean;
};

function comparedByContent(
  compared: readonly ComparedFill[],
  { recorded, claimed, grain, isOneKind }: LooseCandidates,
): readonly ComparedFill[] {
  const left = Map.groupBy(
    recorded.filter(({ id }) => !claimed.has(id)),
    traitsOf,
  );
  return compared.map((row) => {
    if (row.known !== undefined) return row;
    const alike = (left.get(traitsOf(row.imported)) ?? []).filter(
      (other) =>
        !claimed.has(other.id) &&
        mayBeOne(other, row.imported, isOneKind) &&
        isOneMoment(other.time, row.imported.time, grain),
    );
    const as = alike.find(({ time }) => time === row.imported.time) ?? alike[0];
    if (as === undefined) return row;
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
  const as = first ?? recorded;
  return { ...row, venueTradeId: name, known: 'alike', as };
}

/**
 * One export may list the fills of an order, and another their sum or a rounded price: rows of one second and side that
 * together are as much as what is recorded there, and are worth as much but for rounding.
 */
function comparedBySum(
  compared: readonly ComparedFill[],
  { recorded, claimed, grain, isOneKind }: LooseCandidates,
): readonly ComparedFill[] {
  const left = Map.groupBy(
    recorded.filter(({ id }) => !claimed.has(id)),
    secondOf,
  );
  const open = Map.groupBy(
    compared.filter(({ known }) => known === undefined),
    ({ imported }) => secondOf(imported),
  );
  const found = new Map<ComparedFill, LikeFill>();
  for (const [moment, rows] of open) {
    for (const [own, others] of sumsOf(rows, left.get(moment) ?? [])) {
      const [one] = others;
      const isTaken = own.some((row) => found.has(row)) || others.some(({ id }) => claimed.has(id));
      if (one === undefined || isTaken || !maySumUp(own, others, { grain, isOneKind })) continue;
      for (const { id, time } of others) claimed.set(id, time);
      const quantity = Decimal.sum(others.map((other) => other.quantity));
      const as = others.length === 1 ? one : { ...one, quantity, tradeId: undefined };
      for (const row of own) found.set(row, as);
    }
  }
  return compared.map((row) => {
    const as = found.get(row);
    return as === undefined ? row : { ...row, known: 'alike', as };
  });
}

type Sums = readonly [readonly ComparedFill[], readonly RecordedFill[]];

/** What may be what: all of both, one row the sum of several recorded, and several rows the sum of one. */
function sumsOf(rows: readonly ComparedFill[], recorded: readonly RecordedFill[]): readonly Sums[] {
  if (recorded.length === 0) return [];
  const single: Sums[] = rows.flatMap((row) => runsOf(recorded).map((run): Sums => [[row], run]));
  const summed: Sums[] = recorded.flatMap((one) => runsOf(rows).map((run): Sums => [run, [one]]));
  return [[rows, recorded], ...single, ...summed];
}

/** Fills that follow one another, the longest runs first. Of more than a few, that is too much work. */
function runsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length > longestRun) return [];
  const runs = items.flatMap((_, from) =>
    items.slice(from).map((_item, length) => items.slice(from, from + length + 1)),
  );
  return runs.toSorted((left, right) => right.length - left.length);
}

function maySumUp(
  rows: readonly ComparedFill[],
  others: readonly RecordedFill[],
  { grain, isOneKind }: Pick<LooseCandidates, 'grain' | 'isOneKind'>,
): boolean {
  const own = rows.map(({ imported }) => imported);
  if (!others.every((other) => own.every(({ time }) => isOneMoment(other.time, time, grain)))) return false;
  // Trade ids of fills and those of their sums have nothing in common.
  const isSum = own.length !== others.length;
  if (!isSum && !own.every((fill) => others.some((other) => mayBeOne(other, fill, isOneKind)))) return false;
  const [told, there] = [totalOf(own), totalOf(others)];
  return told.quantity.equals(there.quantity) && isWorth(told, there);
}

type Sum = { readonly quantity: Decimal; readonly worth: Decimal };

/** But for what sources round. */
export function isWorth({ worth }: Sum, there: Sum): boolean {
  return worth.minus(there.worth).abs().atMost(there.worth.times(rounding));
}

export function totalOf(fills: readonly LikeFill[]): Sum {
  return {
    quantity: Decimal.sum(fills.map(({ quantity }) => quantity)),
    worth: Decimal.sum(fills.map(({ quantity, price }) => quantity.times(price))),
  };
}

function secondOf({ time, side }: LikeFill): string {
  return `${Math.floor(time / second)}/${side}`;
}

export function isRecorded(fill: LikeFill | RecordedFill): fill is RecordedFill {
  return 'id' in fill;
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

/** Of fills with the same content: two ids of one kind tell them apart. */
function mayBeOne(recorded: LikeFill, imported: ImportedFill, isOneKind: boolean): boolean {
  const isOther = isOneKind && differ(recorded.tradeId, imported.tradeId);
  return !isOther && !differ(recorded.orderId, imported.orderId);
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function traitsOf({ side, quantity, price }: Pick<Fill, 'side' | 'quantity' | 'price'>): string {
  return `${side}/${quantity.toString()}/${price.toString()}`;
}
