import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImportRun } from '#src/contract/imports.ts';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/import/import.module.css';

/** What was imported into the open workspace, the latest first. Undoing asks once more. */
export function PastImports() {
  const client = useClient();
  const format = useFormat();
  const [runs, setRuns] = useState<readonly ImportRun[]>([]);
  const [asked, setAsked] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  useEffect(() => {
    let current = true;
    async function load(): Promise<void> {
      const answer = await client.call('imports.list', {});
      if (current && answer.ok) setRuns(answer.value);
    }
    void load();
    return () => {
      current = false;
    };
  }, [client]);

  async function undo(importId: string): Promise<void> {
    setBusy(true);
    const answer = await client.call('imports.undo', { importId });
    const listed = await client.call('imports.list', {});
    setBusy(false);
    setAsked(undefined);
    setFailure(answer.ok ? undefined : answer.error);
    if (listed.ok) setRuns(listed.value);
  }

  if (runs.length === 0) return null;
  return (
    <section aria-label="Past imports">
      <h3 className={classes['heading']}>Past imports</h3>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label="Imports">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th>Imported</th>
              <th>File</th>
              <th>Account</th>
              <th className={classes['right']}>Fills</th>
              <th aria-label="Undo" />
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} data-duplicate={run.undoneAt !== undefined}>
                <td className="td-number">{format.dateTime(run.importedAt)}</td>
                <td className={classes['name']}>{run.fileName}</td>
                <td className={classes['name']}>{run.accountName}</td>
                <td className={`td-number ${classes['right']}`}>{run.fills}</td>
                <td className={classes['right']}>
                  {run.undoneAt !== undefined && 'undone'}
                  {run.undoneAt === undefined && asked !== run.id && (
                    <Button size="compact-xs" variant="subtle" onClick={() => setAsked(run.id)}>
                      Undo
                    </Button>
                  )}
                  {run.undoneAt === undefined && asked === run.id && (
                    <Button size="compact-xs" color="red" loading={busy} onClick={() => void undo(run.id)}>
                      Undo {run.fills} fills
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {failure !== undefined && <FailureNote action="Undoing the import" failure={failure} />}
    </section>
  );
}
