import { Decimal } from '#src/domain/decimal.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import type { Separators } from '#renderer/format/number.ts';
import { parseNumber, respell } from '#renderer/format/parse-number.ts';

/** `shown` is the value as the screen rounds it: whatever is equal in what is seen passes where equal ones do. */
type Test = (value: Decimal, shown?: () => Decimal | undefined) => boolean;
/** `bounds` as they were typed: one behind an operator, two of a range. */
type Parts = { readonly operator: string; readonly bounds: readonly string[] };

/** `5`, `>5`, `>=5`, `<5`, `<=5`, `2..5`, the numbers as everywhere else. What is wrong comes in words. */
export function readNumberFilter(text: string, separators: Separators): Result<Test, string> {
  const { operator, bounds } = partsOf(text, separators);
  const values: Decimal[] = [];
  for (const bound of bounds) {
    const reading = parseNumber(bound, separators);
    if (!reading.ok) return err(refusalWords(bound, reading.error, separators).message);
    values.push(reading.value);
  }
  const [low = Decimal.zero, high = low] = values;
  return ok(testOf(operator, low, high));
}

/** The filter with its numbers as `to` writes them, so that it means the same after the setting has changed. */
export function respellNumberFilter(text: string, from: Separators, to: Separators): string {
  const { operator, bounds } = partsOf(text, from);
  const written = bounds.map((bound) => respell(bound, from, to));
  return operator === '..' ? written.join('..') : `${operator}${written.join('')}`;
}

/** `.5...7` is a range too: of its two points at which it could be cut, one leaves two numbers. */
function partsOf(text: string, separators: Separators): Parts {
  const cuts = [...text.matchAll(/(?=\.\.)/gu)].map(({ index }) => ({
    operator: '..',
    bounds: [text.slice(0, index), text.slice(index + 2)],
  }));
  const readable = cuts.find(({ bounds }) => bounds.every((bound) => parseNumber(bound, separators).ok));
  const range = readable ?? cuts[0];
  if (range !== undefined) return range;
  const [, operator = '', bound = ''] = /^\s*(>=|<=|>|<|=)?(.*)$/u.exec(text) ?? [];
  return { operator, bounds: [bound] };
}

function testOf(operator: string, low: Decimal, high: Decimal): Test {
  switch (operator) {
    case '..':
      return (value, shown) =>
        (value.atLeast(low) || is(value, low, shown)) && (value.atMost(high) || is(value, high, shown));
    case '>':
      return (value) => value.greaterThan(low);
    case '>=':
      return (value, shown) => value.atLeast(low) || is(value, low, shown);
    case '<':
      return (value) => value.lessThan(low);
    case '<=':
      return (value, shown) => value.atMost(low) || is(value, low, shown);
    default:
      return (value, shown) => is(value, low, shown);
  }
}

function is(value: Decimal, wanted: Decimal, shown: Parameters<Test>[1]): boolean {
  return value.equals(wanted) || shown?.()?.equals(wanted) === true;
}
