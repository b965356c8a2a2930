import { AppIcon } from '#renderer/controls/app-icon.tsx';
import { goodAddress } from '#renderer/core/good-address.ts';
import classes from './first-page.module.css';
import { type ConnectionStatus, useLiveStore } from '#renderer/core/live-store.ts';

/** Before the first snapshot. */
export function ConnectingPage() {
  const status = useLiveStore((state) => state.connection.status);
  const { title, text } = words[status];
  return (
    <main className={classes['page']}>
      <div className={classes['connecting']} role="status">
        <AppIcon size={48} />
        <h1 className={classes['subtitle']}>{title}</h1>
        <p className={classes['lead']}>{text}</p>
      </div>
    </main>
  );
}

const connecting = { title: 'Tapedeck', text: 'Connecting to the core' };

const words: Record<ConnectionStatus, { readonly title: string; readonly text: string }> = {
  connecting,
  open: connecting,
  lost: {
    title: 'Tapedeck’s core does not answer',
    text: `Your record is safe on disk. If this stays, start Tapedeck again. ${goodAddress}`,
  },
  'signed-out': {
    title: 'This page is not signed in',
    text: `Each address of Tapedeck signs one page in, once; this one was used before, or is of an earlier start. ${goodAddress}`,
  },
};
