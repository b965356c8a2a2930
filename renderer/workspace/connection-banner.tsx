import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from '#renderer/workspace/connection-banner.module.css';

export function ConnectionBanner() {
  const format = useFormat();
  const { status, since } = useLiveStore((state) => state.connection);
  if (status === 'open') return null;
  return (
    <div className={classes['banner']} role="alert">
      <strong>
        {status === 'signed-out' ? 'This page was signed out of' : 'Connection lost to'} Tapedeck’s core since{' '}
        {format.moment(since)}.
      </strong>{' '}
      Everything below is as it was then, and orders stay at their venue as they are.{' '}
      {status === 'signed-out'
        ? 'Open the address that Tapedeck prints when it starts.'
        : 'The screen connects again by itself; if it does not, start Tapedeck again.'}
    </div>
  );
}
