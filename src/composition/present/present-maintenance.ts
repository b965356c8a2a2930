import type { BackupInfo, VerificationInfo } from '#src/contract/maintenance.ts';
import type { Backup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { VerifyReport } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';

/** A backup is never of the kind `export`: those become archives. */
export function presentBackup({ id, madeAt, reason, files: { record, market } }: Backup): BackupInfo {
  return {
    id,
    madeAt,
    reason: reason === 'export' ? 'manual' : reason,
    bytes: record.bytes + market.bytes,
    schemaVersions: { record: record.schemaVersion, market: market.schemaVersion },
    orders: record.rows['orders'] ?? 0,
    fills: record.rows['fills'] ?? 0,
  };
}

export function presentVerification({ finishedAt, rows, findings }: VerifyReport): VerificationInfo {
  return { finishedAt, rows, findings: [...findings] };
}
