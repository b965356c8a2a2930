import type { MaintenanceStatus } from '#src/contract/maintenance.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import { KindBadge } from '#renderer/controls/kind-badge.tsx';
import { causeWords } from '#renderer/words/coded-words.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type WorkspaceFactsProps = { readonly workspace: WorkspaceInfo; readonly status: MaintenanceStatus };

export function WorkspaceFacts({ workspace, status }: WorkspaceFactsProps) {
  const say = useSay();
  const { bytes, schemaVersions } = status;
  return (
    <section aria-label={say('maintenance.state')}>
      <dl className={classes['facts']}>
        <dt>{say('maintenance.name')}</dt>
        <dd>
          {workspace.name} <KindBadge kind={workspace.kind} />
        </dd>
        <dt>{say('maintenance.folder')}</dt>
        <dd className={classes['path']}>{status.folder}</dd>
        <dt>{say('maintenance.store')}</dt>
        <dd>
          <Health status={status} />
        </dd>
        <dt>{say('maintenance.lastVerified')}</dt>
        <dd>
          <LastVerified status={status} />
        </dd>
        <dt>{say('maintenance.record')}</dt>
        <dd>
          <FileFacts bytes={bytes.record} log={bytes.recordLog} schema={schemaVersions.record} />
        </dd>
        <dt>{say('maintenance.market')}</dt>
        <dd>
          <FileFacts bytes={bytes.market} log={bytes.marketLog} schema={schemaVersions.market} />
        </dd>
      </dl>
    </section>
  );
}

function Health({ status: { ok, deviations } }: { readonly status: MaintenanceStatus }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      <span className={ok ? classes['good'] : classes['wrong']}>
        {ok ? say('maintenance.healthy') : say('maintenance.unhealthy')}
      </span>
      {deviations.length > 0 && (
        <ul className={classes['list']}>
          {deviations
            .map((deviation) => causeWords(deviation, format))
            .map((words) => (
              <li key={words}>{words}</li>
            ))}
        </ul>
      )}
    </>
  );
}

function LastVerified({ status: { lastVerification } }: { readonly status: MaintenanceStatus }) {
  const say = useSay();
  const format = useFormat();
  if (lastVerification === undefined) {
    return <span className={classes['dim']}>{say('maintenance.notSinceStart')}</span>;
  }
  const { finishedAt, rows, findings } = lastVerification;
  const sound = findings.length === 0;
  return (
    <>
      <span className={sound ? classes['good'] : classes['wrong']}>
        {sound ? say('maintenance.sound') : say('maintenance.notSound')}
      </span>{' '}
      <span className={`td-number ${classes['dim']}`}>
        {sound
          ? say('maintenance.rowsAt', { time: format.dateTime(finishedAt), rows })
          : format.dateTime(finishedAt)}
      </span>
    </>
  );
}

type FileFactsProps = { readonly bytes: number; readonly log: number; readonly schema: number };

function FileFacts({ bytes, log, schema }: FileFactsProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <span className="td-number">
      {format.bytes(bytes)}{' '}
      <span className={classes['dim']}>
        {log > 0
          ? say('maintenance.logAndSchema', { size: format.bytes(log), version: String(schema) })
          : say('maintenance.schema', { version: String(schema) })}
      </span>
    </span>
  );
}
