import type { Decimal } from './decimal.ts';
import type { InText } from './in-text.ts';
import type { AccountId, Currency, HeldId } from './ids.ts';

/** What is made of the rows of a record, which another version of the program may make otherwise. */
export const figureNames = [
  'cash',
  'quantity',
  'cost',
  'realised',
  'fees',
  'round-trips',
  'unknown-results',
  /** In what the portfolio is measured in, of round trips that are priced, or charged, in another currency. */
  'realised-worth',
  'fees-worth',
  /** Of those the results and fees without a rate. */
  'unrated',
] as const;
export type FigureName = (typeof figureNames)[number];

/** The version of the schema from which on a record tells them: one of before told none, which is not to say that they were zero. */
const toldSince: Partial<Record<FigureName, number>> = {
  'realised-worth': 32,
  'fees-worth': 32,
  unrated: 32,
};

export function isToldBy(version: number, name: FigureName): boolean {
  return version >= (toldSince[name] ?? 0);
}

/** Why they are made otherwise, by the version of the record's schema that began with it. */
export const figureReasons = [
  'COINS_HELD_ONCE',
  'QUANTITIES_MOVE',
  'MONEY_FOR_MONEY',
  'COINS_PAY',
  'LOTS_BY_AGE',
  'RESULTS_HELD',
  'SHARES_LENT',
  'COSTS_CARRIED',
  'EARNED_AT_WORTH',
  'WORTH_OF_ITS_TIME',
  'SPUN_OFF_COMES',
  'IN_ITS_CURRENCY',
] as const;
export type FigureReason = (typeof figureReasons)[number];
const versions: Readonly<Record<FigureReason, number>> = {
  COINS_HELD_ONCE: 17,
  QUANTITIES_MOVE: 18,
  MONEY_FOR_MONEY: 20,
  COINS_PAY: 21,
  LOTS_BY_AGE: 24,
  RESULTS_HELD: 26,
  SHARES_LENT: 28,
  COSTS_CARRIED: 29,
  EARNED_AT_WORTH: 31,
  WORTH_OF_ITS_TIME: 32,
  SPUN_OFF_COMES: 40,
  IN_ITS_CURRENCY: 41,
};

export function figureReasonsBetween(from: number, to: number): readonly FigureReason[] {
  return figureReasons.filter((reason) => from < versions[reason] && versions[reason] <= to);
}

/** `held` of what is open; `currency` of an amount. Without either it is a count of the account's round trips. */
type Subject = {
  readonly accountId: AccountId;
  readonly name: FigureName;
  readonly held: HeldId | undefined;
  readonly currency: Currency | undefined;
};

export type Figure = Subject & { readonly value: Decimal };
/** Amounts are decimal text. */
export type FigureChange = InText<Subject> & { readonly before: string; readonly after: string };

/** Adds up what counts towards the same figure. */
export class FigureSum {
  readonly #figures = new Map<string, Figure>();

  add(more: Figure): void {
    const key = keyOf(more);
    const known = this.#figures.get(key);
    this.#figures.set(key, known === undefined ? more : { ...known, value: known.value.plus(more.value) });
  }

  list(): readonly Figure[] {
    return [...this.#figures.values()].filter(({ value }) => !value.isZero());
  }
}

/** By account, of all of it first. What is in one of the lists alone was, or is, zero. */
export function changedFigures(
  before: readonly InText<Figure>[],
  after: readonly InText<Figure>[],
): readonly FigureChange[] {
  const was = new Map(before.map((figure) => [keyOf(figure), figure]));
  const is = new Map(after.map((figure) => [keyOf(figure), figure]));
  const subjects = new Map([...was, ...is]);
  return [...subjects.keys()].toSorted().flatMap((key) => {
    const subject = subjects.get(key);
    const change = { before: was.get(key)?.value ?? '0', after: is.get(key)?.value ?? '0' };
    if (subject === undefined || change.before === change.after) return [];
    const { accountId, name, held, currency } = subject;
    return [{ accountId, name, held, currency, ...change }];
  });
}

/** In the order in which they are told. */
function keyOf({ accountId, name, held, currency }: InText<Subject>): string {
  return JSON.stringify([accountId, held ?? '', figureNames.indexOf(name), currency ?? '']);
}
