import type { EffectInfo, LostRateInfo } from '#src/contract/entered-movement.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { accountName } from '#renderer/words/order-words.ts';
import classes from './activity.module.css';

/** What accounts have now, and will have. */
export function Effects({
  effects,
  lostRates,
}: {
  readonly effects: readonly EffectInfo[];
  readonly lostRates?: readonly LostRateInfo[] | undefined;
}) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const accounts = useLiveStore((state) => state.accounts);
  return (
    <section aria-label={say('activity.review')} aria-live="polite" className={classes['effects']}>
      {effects.length === 0 && <p>{say('activity.nothing')}</p>}
      {lostRates?.map(({ accountId, currency, into, rate }) => (
        <p key={`${accountId} ${currency}`}>
          {say('activity.lostRate', {
            account: accountName(accounts, accountId),
            currency,
            rate: format.price(rate, undefined),
            into,
          })}
        </p>
      ))}
      {effects.map(({ accountId, asset, before, after }) => {
        const account = accountName(accounts, accountId);
        const name = assets.nameOf(asset);
        // Of a contract there may be less than nothing.
        const mayBeShort = asset.kind === 'instrument';
        return (
          <div key={`${accountId} ${name}`}>
            <p>
              {say('activity.effect', {
                account,
                asset: name,
                before: assets.amount(before, asset),
                after: assets.amount(after, asset),
              })}
            </p>
            {!mayBeShort && after.startsWith('-') && !before.startsWith('-') && (
              <p>{say('activity.lacks', { account, asset: name })}</p>
            )}
          </div>
        );
      })}
    </section>
  );
}
