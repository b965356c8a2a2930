import { assetKey, type Asset } from './balance-movements.ts';
import { cashPlaces } from './currency-places.ts';
import { Decimal } from './decimal.ts';
import type { AccountId, BalanceAssertionId } from './ids.ts';

/** What a statement says that an account held when a day was over. */
export type BalanceAssertion = {
  readonly id: BalanceAssertionId;
  readonly accountId: AccountId;
  readonly asset: Asset;
  /** Of the statement's calendar: 2025-12-31. */
  readonly day: string;
  /** In which that day ended, a name of the IANA database. */
  readonly zone: string;
  /** When it ended there: what happened before counts. */
  readonly until: number;
  /** Negative for what is owed, or sold short. */
  readonly quantity: Decimal;
  /** Digits after the point that the statement gives. */
  readonly places: number;
  readonly recordedAt: number;
};

/** As it is added to the record: a row that names another takes its place, and without a quantity takes it back. */
export type RecordedAssertion = Omit<BalanceAssertion, 'quantity'> & {
  readonly quantity: Decimal | undefined;
  readonly replaces: BalanceAssertionId | undefined;
};

/** More than any coin has. */
export const mostPlaces = 24;

/**
 * What the record has more than the statement; less where it is negative, and zero where they agree. A coin and what is held
 * of an instrument agree to the last digit. Money agrees where it rounds to what the statement gives, half up or half to
 * even: to as many digits as stand there, and never to fewer than an amount of its currency has.
 */
export function differenceOf(
  { asset, quantity, places }: Pick<BalanceAssertion, 'asset' | 'quantity' | 'places'>,
  recorded: Decimal,
): Decimal {
  const least = asset.kind === 'currency' ? cashPlaces(asset.currency) : undefined;
  if (least !== undefined) {
    const digits = Math.max(places, least);
    const rounded = (['half-up', 'half-even'] as const).map((rounding) => recorded.roundTo(digits, rounding));
    if (rounded.some((each) => each.equals(quantity))) return Decimal.zero;
  }
  return recorded.minus(quantity);
}

export type CheckedAssertion = {
  readonly assertion: BalanceAssertion;
  /** What the record says; with the difference undefined while it is not known. */
  readonly recorded: Decimal | undefined;
  readonly difference: Decimal | undefined;
  /**
   * Where it differs, and not as the one before it of its account and asset: that one, after which the cause lies. Without
   * one before, the cause lies anywhere up to this one.
   */
  readonly arose: { readonly after: Before | undefined } | undefined;
};

/** Agrees where its difference is zero. */
export type Before = { readonly assertion: BalanceAssertion; readonly difference: Decimal };

/** In the order of accounts and assets, and of time. `recordedOf` tells what the record says. */
export function checkAssertions(
  assertions: readonly BalanceAssertion[],
  recordedOf: (id: BalanceAssertionId) => Decimal | undefined,
): readonly CheckedAssertion[] {
  const groups = Map.groupBy(assertions, ({ accountId, asset }) => `${accountId} ${assetKey(asset)}`);
  return [...groups.values()].flatMap((own) => {
    let before: Before | undefined;
    return own
      .toSorted((one, other) => one.until - other.until)
      .map((assertion) => {
        const told = checked(assertion, recordedOf(assertion.id), before);
        if (told.difference !== undefined) before = { assertion, difference: told.difference };
        return told;
      });
  });
}

function checked(
  assertion: BalanceAssertion,
  recorded: Decimal | undefined,
  before: Before | undefined,
): CheckedAssertion {
  if (recorded === undefined)
    return { assertion, recorded: undefined, difference: undefined, arose: undefined };
  const difference = differenceOf(assertion, recorded);
  const isAsBefore = difference.equals(before?.difference ?? Decimal.zero);
  const arose = difference.isZero() || isAsBefore ? undefined : { after: before };
  return { assertion, recorded, difference, arose };
}

/** Why an assertion is not taken, and of which it is said: the place in what was given, from 0. */
export type AssertionProblem =
  /** What is held when it ends is not known before. */
  | { readonly field: 'day'; readonly code: 'DAY_NOT_OVER'; readonly endsAt: number }
  | {
      readonly field: 'asset';
      readonly at: number;
      readonly code: 'ASSET_NEVER_HAD';
      /** That the account has had, by their names. */
      readonly had: readonly string[];
    }
  /** Several instruments have that symbol. */
  | {
      readonly field: 'asset';
      readonly at: number;
      readonly code: 'ASSET_AMBIGUOUS';
      readonly ids: readonly string[];
    }
  /** Another amount is stated for the same day. */
  | {
      readonly field: 'quantity';
      readonly at: number;
      readonly code: 'STATED_OTHERWISE';
      readonly stated: Decimal;
    }
  | {
      readonly field: 'quantity';
      readonly at: number;
      readonly code: 'TOO_MANY_PLACES';
      readonly most: number;
    };
