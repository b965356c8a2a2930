import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from '#renderer/workspace/connection-banner.module.css';

export function ConnectionBanner() {
  const format = useFormat();
  const { status, since } = useLiveStore((state) => state.connection);
  if (status === 'open') return null;
  return (
    <div className={classes['banner']} role="alert">
      <strong>Connection to Tapedeck’s core lost since {format.moment(since)}.</strong> Everything below is as it was then.
      Orders stay at their venue as they are. The screen reconnects by itself; if it does not, start Tapedeck again.
    </div>
  );
}
