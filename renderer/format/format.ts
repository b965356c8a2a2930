import type { InstrumentInfo } from '#src/contract/market.ts';
import { dressProse } from './dress-prose.ts';
import { formatBytes } from './bytes.ts';
import { formatAmount, formatFee, formatMoney, formatProfit } from './money.ts';
import {
  dress,
  formatExactPercent,
  formatFixed,
  formatPercent,
  formatSignedPercent,
  percentSignIn,
  type Separators,
  unknownText,
} from './number.ts';
import { hiddenText, hideNumbers } from './privacy.ts';
import { formatAveragePrice, formatPrice, formatQuantity } from './price.ts';
import {
  type DateOrder,
  formatClock,
  formatDate,
  formatDateTime,
  formatExactTime,
  formatMoment,
  formatShortTime,
  type TimeZone,
} from './time.ts';

type Text = string | undefined;
type Known = Pick<InstrumentInfo, 'tickSize' | 'lotSize'> | undefined;

/** Every formatter with the trader's separators, time zone and privacy put in. */
export type Format = ReturnType<typeof createFormat>;

/** Where the day comes first in a date; every other language of the screen writes the year first, as a machine does. */
const dayFirst = new Set(['de']);

export function dateOrderIn(locale: string | undefined): DateOrder {
  return locale !== undefined && dayFirst.has(new Intl.Locale(locale).language) ? 'day-first' : 'year-first';
}

/** In privacy mode quantities and money are hidden here, for every place at once; prices are the market's. */
export function createFormat(separators: Separators, zone: TimeZone, privacy: boolean, locale = 'en') {
  const order = dateOrderIn(locale);
  const percentSign = percentSignIn(locale);
  /** What is unknown is no secret. */
  const own = (text: Text, format: () => string): string =>
    privacy && text !== undefined ? hiddenText : format();
  return {
    price: (text: Text, instrument: Known) => formatPrice(text, instrument?.tickSize, separators),
    averagePrice: (text: Text, instrument: Known) =>
      formatAveragePrice(text, instrument?.tickSize, separators),
    quantity: (text: Text, instrument: Known) =>
      own(text, () => formatQuantity(text, instrument?.lotSize, separators)),
    /** A quantity as the text of a field, which hides it itself: what stands there is read back. */
    fieldQuantity: (text: Text, instrument: Known) => formatQuantity(text, instrument?.lotSize, separators),
    /** A quantity of the market, such as a size in the book: it is nobody's secret. */
    volume: (text: Text, instrument: Known) => formatQuantity(text, instrument?.lotSize, separators),
    amount: (text: Text, currency: string) => own(text, () => formatAmount(text, currency, separators)),
    money: (text: Text, currency: string) =>
      privacy && text !== undefined ? `${hiddenText} ${currency}` : formatMoney(text, currency, separators),
    fee: (text: Text, currency: Text) => own(text, () => formatFee(text, currency, separators)),
    feeMoney: (text: Text, currency: Text) =>
      text === undefined
        ? unknownText
        : [own(text, () => formatFee(text, currency, separators)), currency].join(' '),
    profit: (text: Text, currency: string) => own(text, () => formatProfit(text, currency, separators)),
    /** A sentence that may speak of amounts, its numbers as they stand. */
    prose: (text: string) => (privacy ? hideNumbers(text) : text),
    /** A sentence of the core or of a venue, whose numbers are plain decimals: written as the trader reads them. */
    report: (text: string) => (privacy ? hideNumbers(text) : dressProse(text, separators)),
    /** A plain decimal of the core; `own` where it is an amount of the trader's. */
    decimal: (text: string) => dress(text, separators),
    ownDecimal: (text: string) => own(text, () => dress(text, separators)),
    exactPercent: (share: string) => formatExactPercent(share, separators, percentSign),
    percent: (share: Text) => formatPercent(share, separators, percentSign),
    /** Of long work, from 0 to 100. */
    wholePercent: (percent: number) => `${Math.floor(percent)}${percentSign}`,
    ratio: (text: Text) => formatFixed(text, 2, separators),
    signedPercent: (share: Text) => formatSignedPercent(share, separators, percentSign),
    bytes: (bytes: number) => formatBytes(bytes, separators),
    count: (count: number) => dress(String(count), separators),
    clock: (time: number | undefined) => formatClock(time, zone),
    date: (time: number | undefined) => formatDate(time, zone, order),
    dateTime: (time: number | undefined) => formatDateTime(time, zone, order),
    shortTime: (time: number | undefined) => formatShortTime(time, zone, Date.now(), order),
    exactTime: (time: number | undefined) => formatExactTime(time, zone, order),
    moment: (time: number | undefined) => formatMoment(time, zone, Date.now(), order),
  };
}
