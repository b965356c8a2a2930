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

/** "+ 3 positions without a price", and so on; empty where nothing is missing. */
export function missingWords(sum: PartialSumInfo | undefined): readonly string[] {
  if (sum?.isWhole !== false) return [];
  const { positions, currencies, flows, fees } = sum.missing;
  return [
    ...(positions > 0 ? [say('portfolio.plusPositions', { count: positions })] : []),
    ...(flows > 0 ? [say('portfolio.plusFlows', { count: flows })] : []),
    ...(fees > 0 ? [say('portfolio.plusFees', { count: fees })] : []),
    ...(currencies.length > 0 ? [say('portfolio.plusCurrencies', { count: currencies.length })] : []),
  ];
}
