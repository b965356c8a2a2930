import type { MaintenanceStatus } from '#src/contract/maintenance.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import { KindBadge } from '#renderer/controls/kind-badge.tsx';

type WorkspaceFactsProps = { readonly workspace: WorkspaceInfo; readonly status: MaintenanceStatus };

export function WorkspaceFacts({ workspace, status }: WorkspaceFactsProps) {
  const { bytes, schemaVersions } = status;
  return (
    <section aria-label="State of the workspace">
      <dl className={classes['facts']}>
        <dt>Name</dt>
        <dd>
          {workspace.name} <KindBadge kind={workspace.kind} />
        </dd>
        <dt>Folder</dt>
        <dd className={classes['path']}>{status.folder}</dd>
        <dt>Store</dt>
        <dd>
          <Health status={status} />
        </dd>
        <dt>Last verified</dt>
        <dd>
          <LastVerified status={status} />
        </dd>
        <dt>Record</dt>
        <dd>
          <FileFacts bytes={bytes.record} log={bytes.recordLog} schema={schemaVersions.record} />
        </dd>
        <dt>Market data</dt>
        <dd>
          <FileFacts bytes={bytes.market} log={bytes.marketLog} schema={schemaVersions.market} />
        </dd>
      </dl>
    </section>
  );
}

function Health({ status: { ok, deviations } }: { readonly status: MaintenanceStatus }) {
  return (
    <>
      <span className={ok ? classes['good'] : classes['wrong']}>
        {ok ? '✓ Every setting is as it must be' : '✗ Not every setting is as it must be'}
      </span>
      {deviations.length > 0 && (
        <ul className={classes['list']}>
          {deviations.map((deviation) => (
            <li key={deviation}>{deviation}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function LastVerified({ status: { lastVerification } }: { readonly status: MaintenanceStatus }) {
  const format = useFormat();
  if (lastVerification === undefined) {
    return <span className={classes['dim']}>Not since Tapedeck was started</span>;
  }
  const { finishedAt, rows, findings } = lastVerification;
  const sound = findings.length === 0;
  return (
    <>
      <span className={sound ? classes['good'] : classes['wrong']}>{sound ? '✓ Sound' : '✗ Not sound'}</span>{' '}
      <span className={`td-number ${classes['dim']}`}>
        {format.dateTime(finishedAt)}
        {sound && `, ${format.count(rows)} rows`}
      </span>
    </>
  );
}

type FileFactsProps = { readonly bytes: number; readonly log: number; readonly schema: number };

function FileFacts({ bytes, log, schema }: FileFactsProps) {
  const format = useFormat();
  return (
    <span className="td-number">
      {format.bytes(bytes)}{' '}
      <span className={classes['dim']}>
        {log > 0 && `and ${format.bytes(log)} in its log, `}schema {schema}
      </span>
    </span>
  );
}
