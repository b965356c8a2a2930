import type { ReactNode } from 'react';
import { useFormat } from './use-format.ts';
import {
  type Outage,
  useFiguresStaleSince,
  useOutage,
  useStaleSince,
} from '#renderer/core/freshness-store.ts';
import classes from './stale-mark.module.css';
import { useSay } from './use-say.ts';

/** Beside the prices of one instrument that are not the market's of this moment. */
export function StalePriceMark({ instrumentId }: { readonly instrumentId: string | undefined }) {
  return <Mark since={useStaleSince(instrumentId)} />;
}

/** Beside figures that are worked out from prices. */
export function StaleFiguresMark() {
  return <Mark since={useFiguresStaleSince()} />;
}

/** A price in a cell, where there is room for no words but those under the pointer. */
export function StalePrice({
  instrumentId,
  children,
}: {
  readonly instrumentId: string;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const format = useFormat();
  const since = useStaleSince(instrumentId);
  if (since === undefined) return children;
  return (
    <span className="td-stale" title={say('connection.staleSince', { time: format.moment(since) })}>
      {children}
    </span>
  );
}

function Mark({ since }: { readonly since: number | undefined }) {
  const say = useSay();
  const format = useFormat();
  if (since === undefined) return null;
  return (
    <span className={classes['mark']} title={say('connection.staleHint')}>
      {say('connection.staleSince', { time: format.moment(since) })}
    </span>
  );
}

/** Where something is sent: why that is not offered now. */
export function NotSentNote() {
  const say = useSay();
  const outage = useOutage();
  return outage === undefined ? null : <OutageNote outage={outage} meaning={say('connection.notSent')} />;
}

/** Where something was sent and is not answered. */
export function HandedOverNote() {
  const say = useSay();
  const outage = useOutage();
  if (outage === undefined) return null;
  return <OutageNote outage={outage} meaning={say('connection.handedOver')} />;
}

/** Where something is cancelled. A core that stands still is asked all the same: it cancels as soon as it can. */
export function NotCancelledNote() {
  const say = useSay();
  const outage = useOutage();
  if (outage === undefined || outage.cause === 'behind') return null;
  const meaning = say(outage.cause === 'silent' ? 'connection.cancelSilent' : 'connection.cancelLost');
  return <OutageNote outage={outage} meaning={meaning} />;
}

/** Where something is awaited. */
export function NotThereNote() {
  const say = useSay();
  const outage = useOutage();
  if (outage === undefined) return null;
  return <OutageNote outage={outage} meaning={say('connection.awaited')} />;
}

function OutageNote({ outage, meaning }: { readonly outage: Outage; readonly meaning: string }) {
  const say = useSay();
  const format = useFormat();
  return (
    <p role="status" className={classes['note']}>
      {say(`connection.outage_${outage.cause}`, { time: format.moment(outage.since), meaning })}
    </p>
  );
}
