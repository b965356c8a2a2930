import type { RaisedAlert } from '#src/domain/alert.ts';

export interface AlertRepository {
  /** Inserts or replaces. */
  save(alerts: readonly RaisedAlert[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** The newest first. */
  list(): Promise<readonly RaisedAlert[]>;
}
