export const alertSeverities = ['info', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** What happened, what it means for the trader's orders and money, and what to do next. */
export type Alert = { readonly severity: AlertSeverity; readonly title: string; readonly message: string };

export type RaisedAlert = Alert & {
  readonly id: string;
  /** When it was raised, the last time if more than once. */
  readonly time: number;
  /** When the trader put it away; undefined while it asks for attention. */
  readonly acknowledgedAt: number | undefined;
};

const mostKept = 200;

/** Of alerts in the order of their time, the newest first: a critical one stays until it is acknowledged. */
export function keptAlerts<
  Kept extends Pick<RaisedAlert, 'severity'> & { acknowledgedAt?: number | undefined },
>(alerts: readonly Kept[]): readonly Kept[] {
  if (alerts.length <= mostKept) return alerts;
  return alerts.filter(
    ({ severity, acknowledgedAt }, place) =>
      place < mostKept || (severity === 'critical' && acknowledgedAt === undefined),
  );
}
