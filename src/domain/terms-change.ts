import { Decimal } from './decimal.ts';
import type { OrderTerms } from './order.ts';

export const changeableTerms = ['quantity', 'limitPrice', 'stopPrice'] as const;
export type ChangeableTerms = {
  readonly quantity: Decimal;
  readonly limitPrice: Decimal | undefined;
  readonly stopPrice: Decimal | undefined;
};

/** One term that an amendment changes. `from` is unknown in histories that were written without it. */
export type TermChange = {
  readonly term: keyof ChangeableTerms;
  readonly from: Decimal | undefined;
  readonly to: Decimal;
};

const words = { quantity: 'quantity', limitPrice: 'limit price', stopPrice: 'stop price' } as const;

/** "limit price from 10000.5 to 10000.6": the detail of an order's event, from which `readTermChanges` reads it back; none of the same terms. */
export function termChangesText(before: ChangeableTerms, after: ChangeableTerms): string | undefined {
  const changes = changeableTerms.flatMap((term) => {
    const [from, to] = [before[term], after[term]];
    if (from === undefined || to === undefined || from.equals(to)) return [];
    return [`${words[term]} from ${from.toString()} to ${to.toString()}`];
  });
  return changes.length === 0 ? undefined : changes.join(', ');
}

export function sameTerms(one: ChangeableTerms, other: ChangeableTerms): boolean {
  return changeableTerms.every((term) => sameTerm(one[term], other[term]));
}

export function sameTerm(one: Decimal | undefined, other: Decimal | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

const written = changeableTerms.map((term) => ({
  term,
  pattern: new RegExp(`${words[term]} from (?<from>-?[\\d.]+) to (?<to>-?[\\d.]+)`, 'u'),
}));
/** As 0.1.0 wrote it: what it was changed from, and which price it is, was not said. */
const earlier =
  /^quantity (?<quantity>[\d.]+)(?:, price (?<first>[\d.]+))?(?:, price (?<second>[\d.]+))?(?: asked for)?$/u;

/** Nothing where the text is of another event. */
export function readTermChanges(detail: string, type: OrderTerms['type']): readonly TermChange[] {
  const changes = written.flatMap(({ term, pattern }) => {
    const found = pattern.exec(detail)?.groups;
    return changeOf(term, found?.['from'], found?.['to']);
  });
  return changes.length > 0 ? changes : readEarlier(detail, type);
}

/** The limit price came before the stop price. */
function readEarlier(detail: string, type: OrderTerms['type']): readonly TermChange[] {
  const found = earlier.exec(detail)?.groups;
  const first = type === 'STOP' ? 'stopPrice' : 'limitPrice';
  return [
    ...changeOf('quantity', undefined, found?.['quantity']),
    ...changeOf(first, undefined, found?.['first']),
    ...changeOf('stopPrice', undefined, found?.['second']),
  ];
}

/** None where the text does not say what it was changed to. */
function changeOf(
  term: TermChange['term'],
  from: string | undefined,
  to: string | undefined,
): readonly TermChange[] {
  const value = read(to);
  return value === undefined ? [] : [{ term, from: read(from), to: value }];
}

function read(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.parse(text);
}
