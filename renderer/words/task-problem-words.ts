import type { TaskProblem } from '#src/domain/task-problem.ts';
import { causeWords, type Shown } from './coded-words.ts';
import { sayCode } from './say.ts';

/** Why long work came to nothing: what that means, and what to do. */
export function taskProblemWords(problem: TaskProblem, shown: Pick<Shown, 'report'>) {
  const cause = 'cause' in problem ? causeWords(problem.cause, shown) : '';
  return {
    meaning: sayCode(`task.${problem.code}`, {}),
    remedy: sayCode(`task.${problem.code}_remedy`, { cause }),
  };
}
