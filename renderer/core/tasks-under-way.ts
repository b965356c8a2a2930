import { useLiveStore } from './live-store.ts';

/** Another text whenever long work begins or ends: what asks the core about its outcome asks again then. */
export function useTasksUnderWay(): string {
  return useLiveStore((state) => [state.endings, ...Object.keys(state.progress)].join(' '));
}
