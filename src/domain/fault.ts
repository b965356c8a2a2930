import { isCoded, type Cause } from './coded.ts';
import { storeProblems } from './store-problem.ts';

/** What was thrown, as a text for a log: anything can be thrown. */
export function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

/** What was thrown, for the trader: its code, where the store gave it one. */
export function causeOf(fault: unknown): Cause {
  const problem = fault instanceof Error && 'problem' in fault ? fault.problem : undefined;
  return isCoded(problem, storeProblems) ? problem : reasonOf(fault);
}
