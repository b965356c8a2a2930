import { useEffect } from 'react';
import { Notifications } from '@mantine/notifications';
import { FoundTasks } from '#renderer/controls/found-tasks.tsx';
import { keepFormulasOut } from '#renderer/grid/formulas-apart.ts';
import { startRecordNews } from './record-news.ts';
import classes from './app.module.css';

/** Where what is told in passing appears, and is said to those who do not see it; what is told before this is there, it shows then. */
export function Notes() {
  useEffect(() => startRecordNews(), []);
  // Nothing is copied before it is painted, so this is loaded beside that too.
  useEffect(keepFormulasOut, []);
  return (
    <>
      <Notifications position="top-right" zIndex={500} className={classes['notes'] ?? ''} />
      <FoundTasks />
    </>
  );
}
