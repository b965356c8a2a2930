import type { ActivityInfo } from '#src/contract/activity.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { stateOf } from './activity-columns.tsx';

type Money = { readonly amount: string; readonly currency: string };

/** All that is recorded of a row, each with its name; what there is none of is left out. */
export function useFacts(row: ActivityInfo, base: string) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const { id, time, accountId, asset, amount, counter, worth, instrumentId, source, fileName, place } = row;
  const money = (of: Money | undefined): string | undefined => of && format.feeMoney(of.amount, of.currency);
  const entry = row.kind === 'entry' ? row : undefined;
  const trade = row.kind === 'trade' ? row : undefined;
  const instrument = instrumentId === undefined ? undefined : instruments[instrumentId];
  const feeOf = (of: typeof trade): string | undefined => {
    const fee = money(of?.fee);
    return fee !== undefined && of?.isFeeByHand === true ? say('activity.feeByHand', { fee }) : fee;
  };
  const own = say('activity.sourceOf', { source });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [say('activity.time'), format.exactTime(time)],
    [say('activity.account'), accountName(accounts, accountId)],
    [say('activity.kind'), trade && say('activity.side', { side: trade.side })],
    [say('activity.instrument'), instrumentId && symbolOf(instrumentId, instruments)],
    [say('activity.amount'), asset && `${assets.amount(amount, asset)} ${assets.nameOf(asset)}`],
    [say('activity.price'), trade && format.price(trade.price, instrument)],
    [say('activity.counter'), money(counter)],
    [say('activity.fee'), feeOf(trade)],
    [say('activity.worth', { currency: base }), worth && format.money(worth, base)],
    [
      say('activity.ratio'),
      entry?.ratio && say('activity.ratioOf', { new: String(entry.ratio.new), old: String(entry.ratio.old) }),
    ],
    [say('activity.cost'), money(entry?.cost)],
    [
      say('activity.acquired'),
      entry?.acquiredAt === undefined ? undefined : format.dateTime(entry.acquiredAt),
    ],
    [say('activity.note'), entry?.note && format.prose(entry.note)],
    [say('activity.source'), fileName === undefined ? own : say('activity.fromFile', { file: fileName })],
    [say('activity.state'), say('activity.stateOf', { state: stateOf(row) })],
    [say('activity.link'), entry?.link],
    [say('activity.id'), id],
    [
      say('activity.place'),
      say('activity.placeOf', {
        seq: format.count(place.seq),
        table: say(trade === undefined ? 'activity.ledger' : 'activity.fills'),
      }),
    ],
    [say('activity.hash'), place.hash],
  ];
  return facts.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [{ name, text }]));
}
