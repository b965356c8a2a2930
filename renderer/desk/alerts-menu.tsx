import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { AlertInfo } from '#src/contract/state.ts';
import classes from './alerts-menu.module.css';
import { LaterMenu } from './later-menu.tsx';

const AlertsPopover = lazyPart(async () => (await import('./alerts-popover.tsx')).AlertsPopover);

/** What asks for the trader's attention, until it is acknowledged; on every screen, and after a restart. */
export function AlertsMenu() {
  const say = useSay();
  const alerts = useLiveStore((state) => state.alerts);
  const asking = alerts.filter(isOpen).filter(({ severity }) => severity !== 'info');
  const worst = asking.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
  const children = (
    <>
      {say('desk.alerts')}
      {asking.length > 0 && <span className={classes['count']}>{asking.length}</span>}
    </>
  );
  return (
    <LaterMenu
      name={say('desk.alerts')}
      Menu={AlertsPopover}
      button={{
        children,
        className: classes['button'] ?? '',
        'data-severity': asking.length > 0 ? worst : 'none',
      }}
    />
  );
}

function isOpen({ acknowledgedAt }: AlertInfo): boolean {
  return acknowledgedAt === undefined;
}
