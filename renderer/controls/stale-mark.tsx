import type { ReactNode } from 'react';
import { useFormat } from './use-format.ts';
import {
  type Outage,
  useFiguresStaleSince,
  useOutage,
  useStaleSince,
} from '#renderer/core/freshness-store.ts';
import classes from './stale-mark.module.css';

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
  const format = useFormat();
  const since = useStaleSince(instrumentId);
  if (since === undefined) return children;
  return (
    <span className="td-stale" title={`Stale since ${format.moment(since)}`}>
      {children}
    </span>
  );
}

function Mark({ since }: { readonly since: number | undefined }) {
  const format = useFormat();
  if (since === undefined) return null;
  return (
    <span className={classes['mark']} title="What stands here was last known to be good at this time">
      Stale since {format.moment(since)}
    </span>
  );
}

/** Where something is sent: why that is not offered now. */
export function NotSentNote() {
  const outage = useOutage();
  return outage === undefined ? null : <OutageNote outage={outage} meaning="Nothing can be sent." />;
}

/** Where something was sent and is not answered. */
export function HandedOverNote() {
  const outage = useOutage();
  if (outage === undefined) return null;
  const meaning =
    'This was handed to it before. What became of it is told when it answers; what comes to it too late is not sent.';
  return <OutageNote outage={outage} meaning={meaning} />;
}

/** Where something is cancelled. A core that stands still is asked all the same: it cancels as soon as it can. */
export function NotCancelledNote() {
  const outage = useOutage();
  if (outage === undefined || outage.cause === 'behind') return null;
  const meaning =
    outage.cause === 'silent'
      ? 'A cancel is handed to it all the same, and carried out when it answers.'
      : 'Nothing can be cancelled from here; orders stay at their venue as they are.';
  return <OutageNote outage={outage} meaning={meaning} />;
}

/** Where something is awaited. */
export function NotThereNote() {
  const outage = useOutage();
  if (outage === undefined) return null;
  return <OutageNote outage={outage} meaning="What is awaited here comes when that is over." />;
}

const outages: Record<Outage['cause'], string> = {
  lost: 'No connection to Tapedeck’s core',
  'signed-out': 'No connection to Tapedeck’s core',
  silent: 'Tapedeck’s core has not answered',
  behind: 'Tapedeck’s core could not read its record',
};

function OutageNote({ outage, meaning }: { readonly outage: Outage; readonly meaning: string }) {
  const format = useFormat();
  const since = format.moment(outage.since);
  return (
    <p role="status" className={classes['note']}>
      {outages[outage.cause]} since {since}. {meaning}
    </p>
  );
}
