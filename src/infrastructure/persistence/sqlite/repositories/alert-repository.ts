import { alertFromText, alertSeverities, alertToText, type RaisedAlert } from '#src/domain/alert.ts';
import type { AlertRepository } from '#src/ports/alert-repository.ts';
import {
  oneOf,
  optionalWholeIn,
  orNull,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { AlertRow } from '#src/infrastructure/persistence/sqlite/schema/record/alerts.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const severityIn = oneOf('alerts.severity', alertSeverities);
const replacement: Insertion = { table: 'alerts', whenTaken: { key: ['id'], rule: 'replace' } };

/** All of them go to each screen, and a record may come from anybody. */
const mostListed = 10_000;
const longestText = 10_000;
const listQuery = `SELECT id, severity, substr(title, 1, ${longestText}) AS title,
  substr(message, 1, ${longestText}) AS message, time, acknowledged_at
  FROM alerts ORDER BY time DESC, id DESC LIMIT ${mostListed}`;

export class SqliteAlertRepository implements AlertRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async save(alerts: readonly RaisedAlert[]): Promise<void> {
    for (const alert of alerts)
      this.#session.insert(`save alert ${alert.id}`, replacement, alertToRow(alert));
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#session.run(`remove alert ${id}`, 'DELETE FROM alerts WHERE id = ?', [id]);
  }

  async list(): Promise<readonly RaisedAlert[]> {
    return this.#session.list('list alerts', listQuery, [], alertFromRow);
  }
}

function alertToRow(alert: RaisedAlert): AlertRow {
  const { id, severity, time, acknowledgedAt } = alert;
  return { id, severity, ...alertToText(alert), time, acknowledged_at: orNull(acknowledgedAt) };
}

function alertFromRow(row: AlertRow): RaisedAlert {
  return {
    ...alertFromText(row),
    id: row.id,
    severity: severityIn(row.severity),
    time: wholeIn('alerts.time', row.time),
    acknowledgedAt: optionalWholeIn('alerts.acknowledged_at', row.acknowledged_at),
  };
}
