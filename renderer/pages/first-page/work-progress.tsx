import { workWords } from '#renderer/words/work-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import classes from './first-page.module.css';

/** What long work is under way, and how far it is. `waiting` until the first word of it. */
export function WorkProgress({ waiting }: { readonly waiting: string }) {
  const work = useLiveStore((state) => Object.values(state.progress)[0]);
  return (
    <div className={classes['progress']}>
      <WorkBar label={work === undefined ? waiting : workWords(work.work)} work={work} />
    </div>
  );
}
