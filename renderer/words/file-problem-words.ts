import type { FileProblem } from '#src/domain/file-problem.ts';
import { sayCode } from './say.ts';

/** Why a file of trades as a whole is not read. */
export function fileProblemWords({ code, ...values }: FileProblem): string {
  return sayCode(`imports.${code}`, values);
}
