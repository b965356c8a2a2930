import { type ReactNode, useEffect } from 'react';
import { useUnkeptSettings } from '#renderer/saved/setting-store.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { lazyPart } from './lazy-part.tsx';
import { useSay } from './use-say.ts';

const UnkeptNotice = lazyPart(async () => (await import('./unkept-notice.tsx')).UnkeptNotice, <></>);

/** What holds for the whole page, above it; `children`: what holds for what it shows. */
export function Banners({ children }: { readonly children?: ReactNode }) {
  const say = useSay();
  const isUnkept = useUnkeptSettings(
    ({ failure, refused }) => failure !== undefined || refused !== undefined,
  );
  // It is needed where the core may not be there to give it.
  useEffect(() => UnkeptNotice.preload(), []);
  return (
    <div>
      <ConnectionBanner />
      {children}
      {isUnkept && (
        <FaultBoundary name={say('action.keepSettings')}>
          <UnkeptNotice />
        </FaultBoundary>
      )}
    </div>
  );
}
