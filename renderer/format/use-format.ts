import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { formatBytes } from '#renderer/format/bytes.ts';
import { formatAmount, formatFee, formatMoney, formatProfit } from '#renderer/format/money.ts';
import {
  dress,
  formatFixed,
  formatPercent,
  formatSignedPercent,
  type Separators,
} from '#renderer/format/number.ts';
import { formatAveragePrice, formatPrice, formatQuantity } from '#renderer/format/price.ts';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatMoment,
  type TimeZone,
} from '#renderer/format/time.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';

type Text = string | undefined;
type Known = Pick<InstrumentInfo, 'tickSize' | 'lotSize'> | undefined;

/** Every formatter with the trader's separators and time zone put in. */
export type Format = ReturnType<typeof createFormat>;

export function createFormat(separators: Separators, zone: TimeZone) {
  return {
    price: (text: Text, instrument: Known) => formatPrice(text, instrument?.tickSize, separators),
    averagePrice: (text: Text, instrument: Known) =>
      formatAveragePrice(text, instrument?.tickSize, separators),
    quantity: (text: Text, instrument: Known) => formatQuantity(text, instrument?.lotSize, separators),
    amount: (text: Text, currency: string) => formatAmount(text, currency, separators),
    money: (text: Text, currency: string) => formatMoney(text, currency, separators),
    fee: (text: Text, currency: Text) => formatFee(text, currency, separators),
    profit: (text: Text, currency: string) => formatProfit(text, currency, separators),
    percent: (share: Text) => formatPercent(share, separators),
    ratio: (text: Text) => formatFixed(text, 2, separators),
    signedPercent: (share: Text) => formatSignedPercent(share, separators),
    bytes: (bytes: number) => formatBytes(bytes, separators),
    count: (count: number) => dress(String(count), separators),
    clock: (time: number | undefined) => formatClock(time, zone),
    date: (time: number | undefined) => formatDate(time, zone),
    dateTime: (time: number | undefined) => formatDateTime(time, zone),
    moment: (time: number | undefined) => formatMoment(time, zone, Date.now()),
  };
}

export function useFormat(): Format {
  const [separators, zone] = usePreferencesStore(
    useShallow((state) => [state.separators, state.timeZone] as const),
  );
  return useMemo(() => createFormat(separators, zone), [separators, zone]);
}
