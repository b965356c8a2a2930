import { isCoded } from '#src/domain/coded.ts';
import { inputProblems, type InputProblem } from '#src/domain/input-problem.ts';

/** As a schema tells it: a code without values is its message, one with values is among its parameters. */
type Issue = {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
};

/** The first issue of an input, as a field and what is wrong with it. */
export function inputProblemOf(issues: readonly Issue[]): {
  readonly field: string;
  readonly problem: InputProblem;
} {
  const [issue] = issues;
  return { field: issue?.path.map(String).join('.') ?? '', problem: codeOf(issue) };
}

function codeOf(issue: Issue | undefined): InputProblem {
  const told = issue?.params?.['problem'] ?? { code: issue?.message };
  if (isCoded(told, inputProblems)) return told;
  return { code: issue?.code === 'too_big' ? 'TOO_LONG' : 'NOT_TAKEN' };
}
