import type { Decimal } from './decimal.ts';
import type { AccountId, HeldId } from './ids.ts';
import type { Origin } from './lots.ts';

/** How much of a lot, by the fill or the entry that bought it, wherever that was. */
export type NamedLot = { readonly openedBy: string; readonly quantity: Decimal };

/** Which lots a sale took, as the trader says. Without lots: those that the method takes, again. */
export type LotChoice = {
  readonly accountId: AccountId;
  readonly held: HeldId;
  /** The fill or the entry that sold. */
  readonly saleId: string;
  readonly lots: readonly NamedLot[];
};

export type RecordedChoice = LotChoice & { readonly id: string; readonly recordedAt: number };

/** Why lots are not those of a sale. */
export const namedLotProblems = [
  /** It was not bought by then, or gone before. */
  'NOT_HELD',
  'MORE_THAN_HELD',
  /** Not as much as was sold, or more. */
  'NOT_ALL',
  'TWICE',
  'NOT_POSITIVE',
  /** An average is of all lots. */
  'AVERAGE',
  /** What sold nothing, or sold short. */
  'NO_SALE',
] as const;
export type NamedLotProblem = (typeof namedLotProblems)[number];

export function idOfOrigin(origin: Origin): string {
  return 'fillId' in origin ? origin.fillId : origin.entryId;
}

/** What is wrong with a choice by itself. */
export function problemOfChoice(lots: readonly NamedLot[]): NamedLotProblem | undefined {
  if (lots.some(({ quantity }) => !quantity.isPositive())) return 'NOT_POSITIVE';
  return new Set(lots.map(({ openedBy }) => openedBy)).size < lots.length ? 'TWICE' : undefined;
}

export function keyOfSale({ accountId, held, saleId }: Omit<LotChoice, 'lots'>): string {
  return JSON.stringify([accountId, held, saleId]);
}
