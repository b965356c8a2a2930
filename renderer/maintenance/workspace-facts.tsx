import type { MaintenanceStatus, VerificationInfo } from '#src/contract/maintenance.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/maintenance/maintenance.module.css';
import { KindBadge } from '#renderer/workspace/kind-badge.tsx';

type WorkspaceFactsProps = { readonly workspace: WorkspaceInfo; readonly status: MaintenanceStatus };

export function WorkspaceFacts({ workspace, status }: WorkspaceFactsProps) {
  const format = useFormat();
  const { bytes, schemaVersions, lastVerification } = status;
  return (
    <section aria-label="State of the workspace">
      <dl className={classes['facts']}>
        <dt>Name</dt>
        <dd>
          {workspace.name} <KindBadge kind={workspace.kind} />
        </dd>
        <dt>Folder</dt>
        <dd className={classes['path']}>{status.folder}</dd>
        <dt>Health</dt>
        <dd>
          <Health status={status} />
        </dd>
        <dt>Record</dt>
        <dd className="td-number">
          {format.bytes(bytes.record)}{' '}
          <span className={classes['dim']}>
            and {format.bytes(bytes.recordLog)} of log, schema {schemaVersions.record}
          </span>
        </dd>
        <dt>Market data</dt>
        <dd className="td-number">
          {format.bytes(bytes.market)}{' '}
          <span className={classes['dim']}>
            and {format.bytes(bytes.marketLog)} of log, schema {schemaVersions.market}
          </span>
        </dd>
        <dt>Last verified</dt>
        <dd>
          {lastVerification === undefined ? (
            <span className={classes['dim']}>Not since Tapedeck was started</span>
          ) : (
            <Verified verification={lastVerification} />
          )}
        </dd>
      </dl>
    </section>
  );
}

function Health({ status: { ok, deviations, readOnly } }: { readonly status: MaintenanceStatus }) {
  return (
    <>
      <span className={ok ? classes['good'] : classes['wrong']}>
        {ok ? '✓ Every setting of the store is as it must be' : '✗ The store is not as it must be'}
      </span>
      {deviations.length > 0 && (
        <ul className={classes['list']}>
          {deviations.map((deviation) => (
            <li key={deviation}>{deviation}</li>
          ))}
        </ul>
      )}
      {readOnly !== undefined && <div className={classes['wrong']}>Open for reading only: {readOnly}</div>}
    </>
  );
}

function Verified({ verification }: { readonly verification: VerificationInfo }) {
  const format = useFormat();
  const { finishedAt, rows, findings } = verification;
  const sound = findings.length === 0;
  return (
    <>
      <span className={sound ? classes['good'] : classes['wrong']}>{sound ? '✓ Sound' : '✗ Not sound'}</span>{' '}
      <span className="td-number">
        {format.dateTime(finishedAt)}, {format.count(rows)} rows
      </span>
      {!sound && (
        <ul className={classes['list']} aria-label="What was found">
          {findings.map(({ file, table, row, problem }) => (
            <li key={`${file} ${table} ${row} ${problem}`}>
              {file}, {table}
              {row === undefined ? '' : `, row ${row}`}: {problem}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
