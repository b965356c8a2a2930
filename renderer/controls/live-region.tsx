import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { forgetAnnouncements, useAnnouncementStore } from './announcement-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from './use-say.ts';

/** Read out by screen readers, each line once, when it is added. */
export function LiveRegion() {
  const say = useSay();
  const said = useAnnouncementStore();
  const privacy = usePreferencesStore((state) => state.privacy);
  useEffect(() => {
    if (privacy) forgetAnnouncements();
  }, [privacy]);
  return (
    <VisuallyHidden>
      <Lines name={say('common.news')} live="polite" lines={said.filter(({ urgent }) => !urgent)} />
      <Lines name={say('common.urgentNews')} live="assertive" lines={said.filter(({ urgent }) => urgent)} />
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
