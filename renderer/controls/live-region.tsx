import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { forgetAnnouncements, useAnnouncementStore } from './announcement-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

/** Read out by screen readers, each line once, when it is added. */
export function LiveRegion() {
  const said = useAnnouncementStore();
  const privacy = usePreferencesStore((state) => state.privacy);
  useEffect(() => {
    if (privacy) forgetAnnouncements();
  }, [privacy]);
  return (
    <VisuallyHidden>
      <Lines name="News" live="polite" lines={said.filter(({ urgent }) => !urgent)} />
      <Lines name="Urgent news" live="assertive" lines={said.filter(({ urgent }) => urgent)} />
    </VisuallyHidden>
  );
}

function Lines({
  name,
  live,
  lines,
}: {
  readonly name: string;
  readonly live: 'polite' | 'assertive';
  readonly lines: readonly { readonly id: number; readonly text: string }[];
}) {
  return (
    <div role="log" aria-label={name} aria-live={live}>
      {lines.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
