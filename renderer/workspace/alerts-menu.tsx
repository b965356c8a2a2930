import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { FocusReturn } from '#renderer/focus/focus-return.tsx';
import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from '#renderer/workspace/alerts-menu.module.css';

/** What asks for the trader's attention. Opening the list marks it as read. */
export function AlertsMenu() {
  const format = useFormat();
  const alerts = useLiveStore((state) => state.alerts);
  const [opened, setOpened] = useState(false);
  const [readUntil, setReadUntil] = useState(0);
  const unread = alerts.filter((alert) => alert.time > readUntil && alert.severity !== 'info');
  const worst = unread.some((alert) => alert.severity === 'critical') ? 'critical' : 'warning';

  function change(next: boolean): void {
    setOpened(next);
    if (!next) setReadUntil(alerts[0]?.time ?? 0);
  }

  return (
    <Popover opened={opened} onChange={change} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          className={classes['button'] ?? ''}
          data-severity={unread.length > 0 ? worst : 'none'}
          onClick={() => change(!opened)}
        >
          Alerts{unread.length > 0 && <span className={classes['count']}>{unread.length}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label="Alerts">
        <FocusReturn />
        {alerts.length === 0 && (
          <p className={classes['empty']}>
            No alerts. What needs your attention, such as an order with an unknown outcome, appears here.
          </p>
        )}
        <ul className={classes['list']} role="log" aria-label="Alerts" tabIndex={0}>
          {alerts.map((alert) => (
            <li key={alert.id} className={classes['alert']} data-severity={alert.severity}>
              <div className={classes['head']}>
                <strong>{format.report(alert.title)}</strong>
                <time className="td-number">{format.moment(alert.time)}</time>
              </div>
              {format.report(alert.message)}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
