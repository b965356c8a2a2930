import { UnkeptNotice } from '#renderer/settings/unkept-notice.tsx';
import { ConnectionBanner } from '#renderer/workspace/connection-banner.tsx';

/** What holds for the whole page, above it. */
export function Banners() {
  return (
    <div>
      <ConnectionBanner />
      <UnkeptNotice />
    </div>
  );
}
