import { Alert } from '@mantine/core';
import { explain } from '#renderer/words/explain.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { useFormat } from './use-format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './failure-note.module.css';
import { useSay } from './use-say.ts';

type FailureNoteProps = {
  readonly action: string;
  readonly failure: Failure;
  /** Where it can be put away. */
  readonly onClose?: () => void;
};

/** A failure where it happened. */
export function FailureNote({ action, failure, onClose }: FailureNoteProps) {
  const say = useSay();
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const { title, meaning, remedy } = explain(action, failure, separators);
  return (
    <Alert
      role="alert"
      title={format.prose(title)}
      classNames={{ root: classes['note'] ?? '', title: classes['title'] ?? '' }}
      {...(onClose === undefined
        ? {}
        : { withCloseButton: true, closeButtonLabel: say('common.putAway'), onClose })}
    >
      {format.prose(meaning)} <strong>{format.prose(remedy)}</strong>
    </Alert>
  );
}
