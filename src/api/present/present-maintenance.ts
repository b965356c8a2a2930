import type { BackupInfo, TaskState as TaskInfo, VerificationInfo } from '#src/contract/maintenance.ts';
import type { TaskState } from '#src/application/tasks/task-registry.ts';
import type { BackupSummary, VerifyReport } from '#src/ports/maintenance.ts';

export function presentBackup(backup: BackupSummary): BackupInfo {
  return { ...backup, schemaVersions: { ...backup.schemaVersions } };
}

export function presentVerification({ finishedAt, rows, findings }: VerifyReport): VerificationInfo {
  return { finishedAt, rows, findings: [...findings] };
}

export function presentTask(task: TaskState): TaskInfo {
  if (task.state !== 'done') return task;
  const { outcome } = task;
  switch (outcome.type) {
    case 'verify':
      return {
        state: 'done',
        outcome: { type: 'verify', verification: presentVerification(outcome.report) },
      };
    case 'backup':
      return { state: 'done', outcome: { type: 'backup', backup: presentBackup(outcome.backup) } };
    case 'export':
      return {
        state: 'done',
        outcome: { type: 'export', file: { path: outcome.path, bytes: outcome.bytes } },
      };
    case 'restore':
    case 'import':
    case 'fills':
    case 'undo':
      return { state: 'done', outcome };
  }
}
