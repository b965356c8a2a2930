import { Decimal } from './decimal.ts';
import type { OrderTerms } from './order.ts';

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
const terms = ['quantity', 'limitPrice', 'stopPrice'] as const;

/** "limit price from 10000.5 to 10000.6": the detail of an order's event, from which `readTermChanges` reads it back. */
export function termChangesText(before: ChangeableTerms, after: ChangeableTerms): string {
  const changes = terms.flatMap((term) => {
    const [from, to] = [before[term], after[term]];
    if (from === undefined || to === undefined || from.equals(to)) return [];
    return [`${words[term]} from ${from.toString()} to ${to.toString()}`];
  });
  return changes.length === 0 ? 'the same terms' : changes.join(', ');
}

export function sameTerms(one: ChangeableTerms, other: ChangeableTerms): boolean {
  return terms.every((term) => {
    const [first, second] = [one[term], other[term]];
    return first === undefined || second === undefined ? first === second : first.equals(second);
  });
}

const written = /(?<words>quantity|limit price|stop price) from (?<from>-?[\d.]+) to (?<to>-?[\d.]+)/gu;
/** As 0.1.0 wrote it: what it was changed from, and which price it is, was not said. */
const earlier =
  /^quantity (?<quantity>[\d.]+)(?:, price (?<first>[\d.]+))?(?:, price (?<second>[\d.]+))?(?: asked for)?$/u;

/** Nothing where the text is of another event. */
export function readTermChanges(detail: string, type: OrderTerms['type']): readonly TermChange[] {
  const changes = [...detail.matchAll(written)].flatMap(({ groups }) => {
    const term = terms.find((known) => words[known] === groups?.['words']);
    const to = Decimal.parse(groups?.['to'] ?? '');
    return term === undefined || to === undefined
      ? []
      : [{ term, from: Decimal.parse(groups?.['from'] ?? ''), to }];
  });
  return changes.length > 0 ? changes : readEarlier(detail, type);
}

/** The limit price came before the stop price. */
function readEarlier(detail: string, type: OrderTerms['type']): readonly TermChange[] {
  const found = earlier.exec(detail)?.groups;
  const first = type === 'STOP' ? 'stopPrice' : 'limitPrice';
  const texts = [
    { term: 'quantity', text: found?.['quantity'] },
    { term: first, text: found?.['first'] },
    { term: 'stopPrice', text: found?.['second'] },
  ] as const;
  return texts.flatMap(({ term, text }) => {
    const to = Decimal.parse(text ?? '');
    return to === undefined ? [] : [{ term, from: undefined, to }];
  });
}
