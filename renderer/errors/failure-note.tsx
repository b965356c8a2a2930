import { Alert } from '@mantine/core';
import { explain, type Failure } from '#renderer/errors/explain.ts';
import classes from './failure-note.module.css';

/** A failure where it happened. */
export function FailureNote({ action, failure }: { readonly action: string; readonly failure: Failure }) {
  const { title, meaning, remedy } = explain(action, failure);
  return (
    <Alert
      role="alert"
      title={title}
      classNames={{ root: classes['note'] ?? '', title: classes['title'] ?? '' }}
    >
      {meaning} <strong>{remedy}</strong>
    </Alert>
  );
}
