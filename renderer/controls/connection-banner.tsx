import { useFormat } from './use-format.ts';
import { goodAddress } from '#renderer/core/good-address.ts';
import { type Outage, useOutage } from '#renderer/core/freshness-store.ts';
import classes from './connection-banner.module.css';

/** What is wrong between this page and the core, what it means, and what to do. */
export function ConnectionBanner() {
  const format = useFormat();
  const outage = useOutage();
  if (outage === undefined) return null;
  const { what, meaning, remedy } = words[outage.cause];
  return (
    <div className={classes['banner']} role="alert">
      <strong>
        {what} since {format.moment(outage.since)}.
      </strong>{' '}
      {meaning} {remedy}
    </div>
  );
}

type Words = { readonly what: string; readonly meaning: string; readonly remedy: string };

const asThen = 'Everything below is as it was then, and orders stay at their venue as they are.';

const words: Record<Outage['cause'], Words> = {
  lost: {
    what: 'Connection lost to Tapedeck’s core',
    meaning: asThen,
    remedy: `The screen connects again by itself. If it does not, start Tapedeck again. ${goodAddress}`,
  },
  silent: {
    what: 'Tapedeck’s core has not answered',
    meaning: asThen,
    remedy: 'No order is sent until it answers; nothing is to be done on this page.',
  },
  behind: {
    what: 'Tapedeck’s core could not read its record',
    meaning: asThen,
    remedy:
      'It is asked again every two seconds; no order is sent until then, and cancels are. If this stays, start Tapedeck again and check the workspace.',
  },
  'signed-out': {
    what: 'This page was signed out of Tapedeck’s core',
    meaning: asThen,
    remedy: goodAddress,
  },
};
