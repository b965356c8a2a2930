import { isCoded, parsed, type Coded } from './coded.ts';

export const alertSeverities = ['info', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** What asks for the trader's attention: what happened, what it means for orders and money, and what to do next. */
export const alertCodes = {
  BACKUP_FAILED: { cause: 'cause' },
  RECORD_CHANGED: { table: 'name' },
  RECORD_ROW_CHANGED: { table: 'name', row: 'name' },
  RECOVERY_FAILED: { order: 'name', cause: 'cause' },
  ORDERS_NOT_RECOVERED: { account: 'name', orders: 'count', cause: 'cause' },
  ANSWER_NOT_RECORDED: { instrument: 'name', order: 'name', cause: 'cause' },
  REPORTS_WAIT: { cause: 'cause', remedy: 'choice' },
  REPORTS_RECORDED: {},
  REPORT_SET_ASIDE: { order: 'name', report: 'choice', cause: 'cause' },
  REPORT_OF_STRANGER: { order: 'name', report: 'choice' },
  TOO_MANY_ELSEWHERE: { account: 'name' },
  OVERFILLED: { instrument: 'name', order: 'name', quantity: 'quantity' },
  PRESUMED_IS_THERE: { instrument: 'name', order: 'name', status: 'choice' },
  ORDERS_UNCONFIRMED: { account: 'name', orders: 'count' },
  /** Of one order alone, as earlier versions raised it. */
  OUTCOME_UNKNOWN: { instrument: 'name', order: 'name' },
  CLOSED_BACKUP_FAILED: { workspace: 'name', cause: 'cause' },
  CLOSED_RECORD_CHANGED: { workspace: 'name', table: 'name' },
  VENUE_FAILED: { account: 'name', cause: 'cause' },
  VENUE_NOT_OPENED: { account: 'name', cause: 'cause' },
  KILL_SWITCH_NOT_KEPT: { cause: 'cause' },
  DISK_FULL: {},
  DISK_HAS_ROOM: {},
  RECORD_MISPLACED: { cause: 'cause' },
  RECORD_BACK: {},
  NOT_OPENED_AGAIN: { workspace: 'name', cause: 'cause', remedy: 'choice', folder: 'name' },
  FILE_REPLACED: { file: 'name', aside: 'name', madeAt: 'time', counted: 'name' },
  FILE_REPLACED_EMPTY: { file: 'name', aside: 'name' },
  RESTORE_FINISHED: { madeAt: 'time', folder: 'name' },
  READ_ONLY: { cause: 'cause' },
  FILES_WERE_OPEN: { files: 'count' },
  FILES_OF_ANOTHER: { files: 'count', first: 'name' },
  EARLIER_ALERTS_UNREADABLE: {},
  MARKET_UNSEEN: { account: 'name', orders: 'count', from: 'time', to: 'time' },
  FIGURES_CHANGED: { figures: 'count' },
} as const;

/** As an earlier version wrote it, in English: it is shown as it stands. */
type EarlierAlert = { readonly title: string; readonly message: string };
export type AlertContent = Coded<typeof alertCodes> | EarlierAlert;
export type Alert = { readonly severity: AlertSeverity } & AlertContent;

export type RaisedAlert = Alert & {
  readonly id: string;
  /** When it was raised, the last time if more than once. */
  readonly time: number;
  /** When the trader put it away; undefined while it asks for attention. */
  readonly acknowledgedAt: number | undefined;
};

/** As two columns of text keep it: a code is the title, and its values the message. */
export function alertToText(alert: AlertContent): EarlierAlert {
  return textOf(alert, () => true);
}

/** What may be another every time that the same is told: a fault that goes on, and how many orders it is about by now. */
const changing: ReadonlySet<string> = new Set(['cause', 'orders']);

/** What it tells of: another one of the same subject tells of the same. */
export function subjectOf(alert: AlertContent): string {
  const { title, message } = textOf(alert, (name) => !changing.has(name));
  return JSON.stringify([title, message]);
}

function textOf(alert: AlertContent, isWanted: (name: string) => boolean): EarlierAlert {
  if (!('code' in alert)) return { title: alert.title, message: alert.message };
  const given = new Map(Object.entries<unknown>(alert));
  const names = Object.keys(alertCodes[alert.code]).filter(isWanted);
  return {
    title: alert.code,
    message: JSON.stringify(Object.fromEntries(names.map((name) => [name, given.get(name)]))),
  };
}

export function alertFromText({ title, message }: EarlierAlert): AlertContent {
  const values = parsed(message);
  const coded = typeof values === 'object' && values !== null ? { code: title, ...values } : undefined;
  return isCoded(coded, alertCodes) ? coded : { title, message };
}

const mostKept = 200;

/** Of alerts in the order of their time, the newest first: a critical one stays until it is acknowledged. */
export function keptAlerts<
  Kept extends { readonly severity: AlertSeverity; acknowledgedAt?: number | undefined },
>(alerts: readonly Kept[]): readonly Kept[] {
  if (alerts.length <= mostKept) return alerts;
  return alerts.filter(
    ({ severity, acknowledgedAt }, place) =>
      place < mostKept || (severity === 'critical' && acknowledgedAt === undefined),
  );
}
