import { useCallback, useMemo } from 'react';
import type { AssetInfo } from '#src/contract/balances.ts';
import { cashPlaces } from '#src/domain/currency-places.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLocale } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { dateOrderIn } from '#renderer/format/format.ts';
import { unknownText } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { formatDate } from '#renderer/format/time.ts';

/** How assets, their amounts and the days of statements are written. */
export function useAssetWords() {
  const format = useFormat();
  const locale = useLocale();
  const instruments = useLiveStore((state) => state.instruments);
  const nameOf = useCallback(
    (asset: AssetInfo): string =>
      asset.kind === 'currency' ? asset.currency : symbolOf(asset.instrumentId, instruments),
    [instruments],
  );
  return useMemo(() => {
    /** No digit is left out, and money has those of its currency. */
    function amount(text: string | undefined, asset: AssetInfo): string {
      if (text === undefined) return unknownText;
      const isMoney = asset.kind === 'currency' && cashPlaces(asset.currency) !== undefined;
      return isMoney ? format.fee(text, asset.currency) : format.ownDecimal(text);
    }
    return {
      nameOf,
      amount,
      /** With its sign and its unit. */
      difference(text: string, asset: AssetInfo): string {
        const sign = Decimal.from(text).isPositive() ? '+' : '';
        return `${sign}${amount(text, asset)} ${nameOf(asset)}`;
      },
      day: (day: string): string => formatDate(Date.parse(`${day}T00:00:00Z`), 'utc', dateOrderIn(locale)),
    };
  }, [format, locale, nameOf]);
}
