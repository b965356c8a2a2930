import { UnkeptNotice } from './unkept-notice.tsx';
import { ConnectionBanner } from './connection-banner.tsx';

/** What holds for the whole page, above it. */
export function Banners() {
  return (
    <div>
      <ConnectionBanner />
      <UnkeptNotice />
    </div>
  );
}
