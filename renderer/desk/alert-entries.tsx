import { run } from '#renderer/core/run.ts';
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AlertInfo } from '#src/contract/state.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFailure } from '#renderer/controls/use-failure.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { alertWords } from '#renderer/words/coded-words.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './alerts-menu.module.css';

/** A storm of them is drawn a part at a time. */
const atOnce = 100;

/** What comes while the list is open is shown when it is asked for: nothing in it moves under the pointer. */
export function AlertEntries({ alerts }: { readonly alerts: readonly AlertInfo[] }) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const list = useRef<HTMLUListElement>(null);
  const { failed, tell, forget } = useFailure();
  const [shownIds, setShownIds] = useState(() => alerts.map(({ id }) => id));
  const [most, setMost] = useState(atOnce);
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const shown = shownIds.flatMap((id) => byId.get(id) ?? []);
  const open = shown.filter(isOpen);
  const known = new Set(shownIds);
  const unseen = alerts.filter(({ id }) => !known.has(id));

  function showAll(): void {
    list.current?.focus();
    setShownIds(alerts.map(({ id }) => id));
  }

  async function acknowledge(ids: string[]): Promise<void> {
    forget();
    // The button goes with what it acknowledges.
    list.current?.focus();
    const answer = await client.call('alerts.acknowledge', { ids });
    if (!answer.ok) tell(say('action.acknowledge'), answer.error);
  }

  return (
    <>
      {alerts.length === 0 && <p className={classes['empty']}>{say('alertList.none')}</p>}
      {alerts.length > 0 && (
        <div className={classes['all']}>
          {unseen.length > 0 && (
            <Button variant="default" size="compact-xs" mr="auto" onClick={showAll}>
              {say('desk.showNew', { count: unseen.length })}
            </Button>
          )}
          {open.length > 1 && (
            <Button
              variant="default"
              size="compact-xs"
              disabled={!connected}
              onClick={() => run(acknowledge(open.map(({ id }) => id)))}
            >
              {say('alertList.acknowledgeAll', { count: open.length })}
            </Button>
          )}
        </div>
      )}
      <ul className={classes['list']} ref={list} role="log" aria-label={say('desk.alerts')} tabIndex={0}>
        {shown.slice(0, most).map((alert) => (
          <AlertEntry
            key={alert.id}
            alert={alert}
            connected={connected}
            onAcknowledge={() => run(acknowledge([alert.id]))}
          />
        ))}
        {shown.length > most && (
          <li className={classes['more']}>
            <Button variant="default" size="compact-xs" onClick={() => setMost(most + atOnce)}>
              {say('alertList.more', { count: Math.min(atOnce, shown.length - most) })}
            </Button>
          </li>
        )}
      </ul>
      {failed !== undefined && <FailureNote {...failed} />}
    </>
  );
}

type AlertEntryProps = {
  readonly alert: AlertInfo;
  readonly connected: boolean;
  readonly onAcknowledge: () => void;
};

function AlertEntry({ alert, connected, onAcknowledge }: AlertEntryProps) {
  const say = useSay();
  const format = useFormat();
  const { severity, time, acknowledgedAt } = alert;
  const { title, message } = alertWords(alert, format);
  return (
    <li
      className={classes['alert']}
      data-severity={severity}
      data-acknowledged={acknowledgedAt !== undefined}
    >
      <div className={classes['head']}>
        <strong>{title}</strong>
        <time className="td-number">{format.moment(time)}</time>
      </div>
      {message}
      <div className={classes['foot']}>
        <span className={classes['severity']}>{say(`desk.severity_${severity}`)}</span>
        {acknowledgedAt === undefined ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={say('alertList.acknowledgeOne', { title })}
            disabled={!connected}
            onClick={onAcknowledge}
          >
            {say('alertList.acknowledge')}
          </Button>
        ) : (
          <span>{say('alertList.acknowledged', { time: format.moment(acknowledgedAt) })}</span>
        )}
      </div>
    </li>
  );
}

function isOpen({ acknowledgedAt }: AlertInfo): boolean {
  return acknowledgedAt === undefined;
}
