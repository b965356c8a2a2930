import type { PartialSumInfo } from '#src/contract/portfolio.ts';
import { say } from '#renderer/words/say.ts';

/** What is shown of a sum; where it lacks something, only beside `missingWords`. */
export function shownPart(sum: PartialSumInfo | undefined): string | undefined {
  return sum?.isWhole === false ? sum.known : sum?.total;
}

/** Undefined unless every part is known. */
export function wholeSum(sum: PartialSumInfo | undefined): string | undefined {
  return sum?.isWhole === true ? sum.total : undefined;
}

const lacked = [
  'positions',
  'flows',
  'fees',
  'costs',
  'results',
  'purchases',
  'movements',
  'currencies',
] as const;

/** "+ 3 positions without a price", and so on; empty where nothing is missing. */
export function missingWords(sum: PartialSumInfo | undefined): readonly string[] {
  if (sum?.isWhole !== false) return [];
  const { currencies, ...others } = sum.missing;
  const missing = { ...others, currencies: currencies.length };
  return lacked.flatMap((what) =>
    missing[what] > 0 ? [say(`portfolio.plus_${what}`, { count: missing[what] })] : [],
  );
}
