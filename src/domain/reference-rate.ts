import { dayLength, dayOf } from './day-equity.ts';
import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';

/** What one unit of a currency was worth in another on a day of UTC, as who published it says. */
export type ReferenceRate = {
  readonly of: Currency;
  readonly into: Currency;
  /** The first moment of the day. */
  readonly day: number;
  readonly rate: Decimal;
};

/** How a file without its base is to be read: one unit of the base is worth its rates, or each is worth its rate of the base. */
export const quotations = ['units for one', 'one unit in'] as const;
export type ToldBase = { readonly base: Currency; readonly quotation: (typeof quotations)[number] };

/** Of a weekend, or a holiday, the last rate before holds, so many days old at most: a longer gap is no holiday. */
const mostDaysBack = 7;

/** The days that may say what something was worth at a moment. */
export function daysFor(time: number): { readonly from: number; readonly to: number } {
  const to = dayOf(time);
  return { from: to - mostDaysBack * dayLength, to };
}

/** `through` where two rates of one day and one file made it; of the last day of which there is one. */
export type FoundReference = {
  readonly rate: Decimal;
  readonly day: number;
  readonly file: string;
  readonly through: Currency | undefined;
};

type Filed = ReferenceRate & { readonly file: string };

/**
 * What one unit of `currency` was worth in `into`, of the rates in which either stands: their own, else over a third currency in
 * which one file has both on one day.
 */
export function referenceBetween(
  currency: Currency,
  into: Currency,
  rates: readonly Filed[],
): FoundReference | undefined {
  const newest = rates.toSorted((one, other) => other.day - one.day);
  for (const each of newest) {
    const rate = rateFrom(each, currency, into);
    if (rate !== undefined) return { rate, day: each.day, file: each.file, through: undefined };
  }
  // Of two that say the same the first counts.
  const ofInto = new Map(
    newest.toReversed().flatMap((each) => {
      const through = otherOf(each, into);
      return through === undefined ? [] : [[placeOf(each, through), each]];
    }),
  );
  for (const each of newest) {
    const through = otherOf(each, currency);
    if (through === undefined || through === into) continue;
    const first = rateFrom(each, currency, through);
    const far = ofInto.get(placeOf(each, through));
    const rate = first && far && crossed(each, far, { currency, through, into });
    if (rate !== undefined) return { rate, day: each.day, file: each.file, through };
  }
  return undefined;
}

function crossed(
  one: Filed,
  other: Filed,
  {
    currency,
    through,
    into,
  }: { readonly currency: Currency; readonly through: Currency; readonly into: Currency },
): Decimal | undefined {
  // Both for one unit of the third: a single division says it exactly once.
  if (one.of === through && other.of === through) return other.rate.per(one.rate);
  const [first, second] = [rateFrom(one, currency, through), rateFrom(other, through, into)];
  return first && second && first.times(second);
}

/** What one rate has in common with another of the same day and file over the same currency. */
function placeOf({ day, file }: Filed, through: Currency): string {
  return `${day} ${through} ${file}`;
}

function rateFrom({ of, into, rate }: ReferenceRate, from: Currency, to: Currency): Decimal | undefined {
  if (of === from && into === to) return rate;
  return of === to && into === from ? Decimal.one.per(rate) : undefined;
}

function otherOf({ of, into }: ReferenceRate, currency: Currency): Currency | undefined {
  if (of === currency) return into;
  return into === currency ? of : undefined;
}

/** Whether a rate is nearer to the other way round than to what is known of the same day. */
export function isReversed(rate: Decimal, known: Decimal): boolean {
  return isNear(rate.times(known), Decimal.one) && !isNear(rate, known);
}

/** Within a tenth. */
function isNear(value: Decimal, to: Decimal): boolean {
  return value.greaterThan(to.times(Decimal.from('0.9'))) && to.times(Decimal.from('1.1')).greaterThan(value);
}
