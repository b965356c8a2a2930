import type { BalanceInfo } from '#src/contract/balances.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAssetWords } from './asset-words.ts';

/** Where the record leaves the statements, in one sentence. */
export function AroseWords({ balance }: { readonly balance: BalanceInfo }) {
  const say = useSay();
  const { nameOf, difference, day: dayText } = useAssetWords();
  const { asset, day, arose, accountId } = balance;
  const account = useLiveStore(
    (state) => state.accounts.find(({ id }) => id === accountId)?.name ?? accountId,
  );
  const values = {
    account,
    asset: nameOf(asset),
    day: dayText(day),
    difference: difference(balance.difference ?? '0', asset),
  };
  const after = arose?.after;
  if (after === undefined) return say('balance.aroseFirst', values);
  const since = { ...values, after: dayText(after.day) };
  return after.difference === '0'
    ? say('balance.aroseAgreed', since)
    : say('balance.aroseOther', { ...since, before: difference(after.difference, asset) });
}
