import { useFormat } from './use-format.ts';
import { needsAddress } from '#renderer/core/good-address.ts';
import { useOutage } from '#renderer/core/freshness-store.ts';
import classes from './connection-banner.module.css';
import { useSay } from './use-say.ts';
import { strong } from './strong.tsx';

/** What is wrong between this page and the core, what it means, and what to do. */
export function ConnectionBanner() {
  const format = useFormat();
  const say = useSay();
  const outage = useOutage();
  if (outage === undefined) return null;
  const { cause, since } = outage;
  return (
    <div className={classes['banner']} role="alert">
      {say.rich(`connection.banner_${cause}`, {
        time: format.moment(since),
        address: needsAddress ? say('connection.goodAddress') : '',
        strong,
      })}
    </div>
  );
}
