import { alertCodes, type AlertContent } from '#src/domain/alert.ts';
import { feedReasons, type AskingTrouble } from '#src/domain/feed-reason.ts';
import { orderDetails, type OrderDetail } from '#src/domain/order-reason.ts';
import { unansweredReasons, venueProblems } from '#src/domain/unanswered.ts';
import {
  isCause,
  isCoded,
  type Coded,
  type CodeTable,
  type ValueKind,
  type Cause,
  type Unanswered,
} from '#src/domain/coded.ts';
import type { FeedInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';
import { say, sayCode } from './say.ts';

export type Shown = Pick<
  Format,
  'count' | 'decimal' | 'ownDecimal' | 'exactPercent' | 'dateTime' | 'report' | 'prose'
>;

/** What a code says, its values as the trader reads them. */
export function codeWords<Table extends CodeTable>(
  area: string,
  table: Table,
  { code, ...values }: Coded<Table>,
  shown: Shown,
): string {
  return sayCode(`${area}.${String(code)}`, writtenValues(table[code] ?? {}, values, shown));
}

function writtenValues(
  kinds: Readonly<Record<string, ValueKind>>,
  values: Readonly<Record<string, unknown>>,
  shown: Shown,
): Record<string, string | number> {
  const given = new Map(Object.entries<unknown>(values));
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, valueWords(kind, given.get(name), shown)]),
  );
}

function valueWords(kind: ValueKind, value: unknown, shown: Shown): string | number {
  if (typeof value === 'number') {
    if (kind === 'time') return shown.dateTime(value);
    return kind === 'count' ? value : shown.count(value);
  }
  if (kind === 'cause') return isCause(value) ? causeWords(value, shown) : '';
  if (kind === 'unanswered') return isCoded(value, unansweredReasons) ? unansweredWords(value, shown) : '';
  const text = String(value);
  switch (kind) {
    case 'price':
      return shown.decimal(text);
    case 'quantity':
    case 'amount':
      return shown.ownDecimal(text);
    case 'share':
      return shown.exactPercent(text);
    case 'cell':
      return shown.prose(text);
    case 'text':
      return quoted(text, shown);
    default:
      return text;
  }
}

/** Why something failed, as a sentence. What a code has with it is said as it is: `store-problem.ts` says so of its table. */
export function causeWords(cause: Cause, shown: Pick<Shown, 'report'>): string {
  if (typeof cause === 'string') {
    return cause === '' ? '' : say('store.quoted', { text: shown.report(cause.replace(/\.$/u, '')) });
  }
  const { code, ...values } = cause;
  return sayCode(`store.${code}`, values);
}

/** What someone else said, in their own words. */
function quoted(text: string, shown: Shown): string {
  return text === '' ? '' : say('common.quoted', { text: shown.report(text) });
}

/** Why an order ended, was refused or is locked out, and what else an event of it says. */
export function reasonWords(said: OrderDetail, shown: Shown): string {
  if (typeof said === 'string') return quoted(said, shown);
  if (isCoded(said, feedReasons)) return codeWords('feed', feedReasons, said, shown);
  return isCoded(said, venueProblems)
    ? codeWords('keys', venueProblems, said, shown)
    : codeWords('reason', orderDetails, said, shown);
}

/** Why a venue did not answer. */
export function unansweredWords(why: Unanswered, shown: Shown): string {
  if (why.code === 'NOT_CONNECTED') return say('compare.notConnected');
  return reasonWords(why, shown);
}

/** What asks for attention: what happened, then what it means and what to do. */
export function alertWords(
  alert: AlertContent,
  shown: Shown,
): { readonly title: string; readonly message: string } {
  if (!('code' in alert)) return { title: shown.report(alert.title), message: shown.report(alert.message) };
  const { code, ...values } = alert;
  const written = writtenValues(alertCodes[code], values, shown);
  return { title: sayCode(`alert.${code}`, written), message: sayCode(`alert.${code}_message`, written) };
}

/** Why a venue's market data is not live, and when it is tried again, or what of it does not come. */
export function feedReasonWords({ reason, retryIn, asking }: FeedInfo, shown: Shown): string | undefined {
  if (reason === undefined) return asking && askingWords(asking, shown);
  const words = codeWords('feed', feedReasons, reason, shown);
  return retryIn === undefined ? words : say('feed.retry', { reason: words, seconds: shown.count(retryIn) });
}

/** Why order books and candles do not come. */
export function askingWords(asking: AskingTrouble, shown: Shown): string {
  return codeWords('feed', feedReasons, asking, shown);
}
