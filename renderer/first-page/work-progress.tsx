import { useLiveStore } from '#renderer/stores/live-store.ts';
import { WorkBar } from '#renderer/work/work-bar.tsx';
import classes from '#renderer/first-page/first-page.module.css';

/** What long work is under way, and how far it is. `waiting` until the first word of it. */
export function WorkProgress({ waiting }: { readonly waiting: string }) {
  const work = useLiveStore((state) => Object.values(state.progress)[0]);
  return (
    <div className={classes['progress']}>
      <WorkBar label={work?.label ?? waiting} work={work} />
    </div>
  );
}
