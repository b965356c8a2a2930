import { findingProblems, type FindingProblem } from '#src/domain/finding.ts';
import { codeWords, type Shown } from './coded-words.ts';

/** What a check of the record found wrong. */
export function findingWords(problem: FindingProblem, shown: Shown): string {
  return codeWords('finding', findingProblems, problem, shown);
}
