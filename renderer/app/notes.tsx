import { Notifications } from '@mantine/notifications';
import { FoundTasks } from '#renderer/controls/found-tasks.tsx';
import classes from './app.module.css';

/** Where what is told in passing appears; what is told before this is there, it shows then. */
export function Notes() {
  return (
    <>
      <Notifications position="top-right" zIndex={500} className={classes['notes'] ?? ''} />
      <FoundTasks />
    </>
  );
}
