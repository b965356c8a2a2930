import { Button, Popover } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useAfterFirstPaint } from '#renderer/controls/use-after-first-paint.ts';
import type { AlertInfo } from '#src/contract/state.ts';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import classes from './alerts-menu.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const AlertEntries = lazyPart(
  async () => (await import('./alert-entries.tsx')).AlertEntries,
  <LoadingAlerts />,
);

/** What asks for the trader's attention, until it is acknowledged; on every screen, and after a restart. */
export function AlertsMenu() {
  const say = useSay();
  const alerts = useLiveStore((state) => state.alerts);
  const [opened, setOpened] = useState(false);
  const painted = useAfterFirstPaint();
  useEffect(() => {
    if (painted) AlertEntries.preload();
  }, [painted]);
  const asking = alerts.filter(isOpen).filter(({ severity }) => severity !== 'info');
  const worst = asking.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          className={classes['button'] ?? ''}
          data-severity={asking.length > 0 ? worst : 'none'}
          onClick={() => setOpened(!opened)}
        >
          {say('desk.alerts')}
          {asking.length > 0 && <span className={classes['count']}>{asking.length}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label={say('desk.alerts')}>
        <FocusReturn />
        <FaultBoundary name={say('desk.alerts')}>
          <AlertEntries alerts={alerts} />
        </FaultBoundary>
      </Popover.Dropdown>
    </Popover>
  );
}

function isOpen({ acknowledgedAt }: AlertInfo): boolean {
  return acknowledgedAt === undefined;
}

function LoadingAlerts() {
  return <LoadingPart words={useSay()('desk.loadingAlerts')} />;
}
