import type { ProgressInfo } from '#src/contract/state.ts';
import type { LiveState } from './live-store.ts';
import { workHeard } from './work-under-way.ts';

export function applyProgress(state: LiveState, progress: ProgressInfo, now: number): LiveState {
  const { [progress.task]: before, ...others } = state.progress;
  if (progress.finished) return { ...state, progress: others, endings: state.endings + 1 };
  const work = { ...progress, ...workHeard(before, progress, now) };
  return { ...state, progress: { ...others, [progress.task]: work } };
}
