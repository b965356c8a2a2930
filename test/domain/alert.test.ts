import { expect, test } from 'vitest';
import { keptAlerts, type AlertSeverity } from '#src/domain/alert.ts';

type Sample = {
  readonly title: string;
  readonly severity: AlertSeverity;
  readonly acknowledgedAt: number | undefined;
};

function alertOf(title: string, severity: AlertSeverity, acknowledgedAt?: number): Sample {
  return { title, severity, acknowledgedAt };
}

test('the newest 200 alerts are kept, and every older critical one that nobody has acknowledged', () => {
  const newest = Array.from({ length: 200 }, (_, place) => alertOf(`newest ${place}`, 'info'));
  expect(keptAlerts(newest)).toEqual(newest);
  const open = alertOf('an open critical one', 'critical');
  const older = [
    alertOf('a notice', 'info'),
    alertOf('a warning', 'warning'),
    open,
    alertOf('a critical one that was read', 'critical', 1),
  ];
  expect(keptAlerts([...newest, ...older])).toEqual([...newest, open]);
});
