import { Progress } from '@mantine/core';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from '#renderer/first-page/first-page.module.css';

/** What long work is under way, and how far it is. `waiting` until the first word of it. */
export function WorkProgress({ waiting }: { readonly waiting: string }) {
  const work = useLiveStore((state) => Object.values(state.progress)[0]);
  const share = work === undefined || work.total === 0 ? 0 : Math.min(100, (100 * work.done) / work.total);
  const label = work?.label ?? waiting;
  return (
    <div className={classes['progress']} role="status">
      <span>
        {label} <span className="td-number">{Math.floor(share)}%</span>
      </span>
      <Progress value={share} size="sm" aria-label={label} transitionDuration={0} />
    </div>
  );
}
