import type { Format } from '#renderer/format/format.ts';
import type { BalanceProblemInfo } from '#src/contract/balances.ts';
import { say } from './say.ts';

/** Why a balance of a statement is not taken: what is about one of several names its line. */
export function balanceProblemWords(problem: BalanceProblemInfo, format: Format): string {
  const message = messageOf(problem, format);
  return problem.code === 'DAY_NOT_OVER'
    ? message
    : say('balance.lineProblem', { line: format.count(problem.at + 1), message });
}

function messageOf(problem: BalanceProblemInfo, format: Format): string {
  switch (problem.code) {
    case 'DAY_NOT_OVER':
      return say('balance.DAY_NOT_OVER', { time: format.dateTime(problem.endsAt) });
    case 'ASSET_NEVER_HAD': {
      const had = problem.had.slice(0, most).join(', ');
      return say('balance.ASSET_NEVER_HAD', { had: had === '' ? say('balance.hadNothing') : had });
    }
    case 'ASSET_AMBIGUOUS':
      return say('balance.ASSET_AMBIGUOUS', { ids: problem.ids.join(', ') });
    case 'STATED_OTHERWISE':
      return say('balance.STATED_OTHERWISE', { stated: format.ownDecimal(problem.stated) });
    case 'TOO_MANY_PLACES':
      return say('balance.TOO_MANY_PLACES', { most: format.count(problem.most) });
  }
}

/** So many names are read; an account may have had hundreds. */
const most = 12;
