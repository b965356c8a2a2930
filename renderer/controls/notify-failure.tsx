import { notifications } from '@mantine/notifications';
import { Prose } from './prose.tsx';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { explain } from '#renderer/words/explain.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { say } from '#renderer/words/say.ts';

/** A failure of an action that has no place of its own on the screen. It stays until it is closed. */
export function notifyFailure(action: string, failure: Failure): void {
  const { title, meaning, remedy } = explain(action, failure, usePreferencesStore.getState().separators);
  notifications.show({
    title: <Prose text={title} />,
    message: <Prose text={say('common.joined', { first: meaning, second: remedy })} />,
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}
