import { AppIcon } from '#renderer/controls/app-icon.tsx';
import { needsAddress } from '#renderer/core/good-address.ts';
import classes from './first-page.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Before the first snapshot. */
export function ConnectingPage() {
  const say = useSay();
  const status = useLiveStore((state) => state.connection.status);
  const address = needsAddress ? say('connection.goodAddress') : '';
  const { title, text } = {
    connecting: { title: 'Tapedeck', text: say('connection.connecting') },
    open: { title: 'Tapedeck', text: say('connection.connecting') },
    lost: { title: say('connection.coreLost'), text: say('connection.coreLostMeaning', { address }) },
    'signed-out': {
      title: say('connection.signedOut'),
      text: say('connection.signedOutMeaning', { address }),
    },
  }[status];
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
