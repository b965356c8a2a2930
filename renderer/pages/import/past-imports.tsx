import { Button } from '@mantine/core';
import type { ImportRun } from '#src/contract/imports.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import list from '#renderer/controls/list-table.module.css';

type PastImportsProps = {
  /** How many were undone here: the list is asked for again when it grows. */
  readonly undone: number;
  readonly onUndo: (undo: UndoOf) => void;
};

/** An import, and those after it that left out what was there already: that may be its own. */
export type UndoOf = { readonly run: ImportRun; readonly overlapping: readonly ImportRun[] };

/** What was imported into the open workspace, the latest first. */
export function PastImports({ undone, onUndo }: PastImportsProps) {
  const format = useFormat();
  const listed = useAnswer('imports.list', {}, undone);

  if (listed === undefined) return <NotThereNote />;
  if (!listed.ok) return <FailureNote action="Listing past imports" failure={listed.error} />;
  if (listed.value.length === 0) return null;
  return (
    <section aria-label="Past imports">
      <h3 className={classes['heading']}>Past imports</h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Imports">
        <table className={list['table']}>
          <thead>
            <tr>
              <th>Imported</th>
              <th>File</th>
              <th>Account</th>
              <th className={list['right']}>Fills</th>
              <th className={list['right']}>Movements</th>
              <th aria-label="Undo" />
            </tr>
          </thead>
          <tbody>
            {listed.value.map((run) => (
              <tr key={run.id} data-faint={run.undoneAt !== undefined}>
                <td className="td-number">{format.dateTime(run.importedAt)}</td>
                <td className={classes['name']} title={run.fileName}>
                  {run.fileName}
                </td>
                <td className={classes['name']} title={run.accountName}>
                  {run.accountName}
                </td>
                <td className={`td-number ${list['right']}`}>
                  {run.state === 'half' ? (
                    <span title="It was broken off: how much of it is there is not known">a part</span>
                  ) : (
                    format.count(run.fills)
                  )}
                </td>
                <td className={`td-number ${list['right']}`}>
                  {run.entries === undefined ? unknownText : format.count(run.entries)}
                </td>
                <td className={list['right']}>
                  {run.undoneAt === undefined ? (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${undoWord(run)} the import of ${run.fileName}`}
                      onClick={() => onUndo({ run, overlapping: overlapping(run, listed.value) })}
                    >
                      {undoWord(run)}
                    </Button>
                  ) : (
                    <span title={format.dateTime(run.undoneAt)}>undone</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The latest first. Of imports before this was recorded it is not known. */
function overlapping({ id, accountName }: ImportRun, listed: readonly ImportRun[]): readonly ImportRun[] {
  const at = listed.findIndex((run) => run.id === id);
  return listed
    .slice(0, at)
    .filter((run) => run.state === 'done' && run.accountName === accountName && run.leftOut !== 0);
}

function undoWord({ state }: ImportRun): string {
  return state === 'half' ? 'Take back' : 'Undo';
}
