import type { TaskProblem } from '#src/domain/task-problem.ts';
import { causeWords, unansweredWords, type Shown } from './coded-words.ts';
import { sayCode } from './say.ts';

/** Why long work came to nothing: what that means, and what to do. */
export function taskProblemWords(problem: TaskProblem, shown: Shown) {
  const cause = 'cause' in problem ? causeWords(problem.cause, shown) : '';
  const why = 'why' in problem ? unansweredWords(problem.why, shown) : '';
  return {
    meaning: sayCode(`task.${problem.code}`, { why }),
    remedy: sayCode(`task.${problem.code}_remedy`, { cause }),
  };
}
