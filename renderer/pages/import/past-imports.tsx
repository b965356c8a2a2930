import { Button } from '@mantine/core';
import type { ImportRun } from '#src/contract/imports.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type PastImportsProps = {
  /** How many were undone here: the list is asked for again when it grows. */
  readonly undone: number;
  readonly onUndo: (undo: UndoOf) => void;
};

/** An import, and those after it that left out what was there already: that may be its own. */
export type UndoOf = { readonly run: ImportRun; readonly overlapping: readonly ImportRun[] };

/** What was imported into the open workspace, the latest first. */
export function PastImports({ undone, onUndo }: PastImportsProps) {
  const say = useSay();
  const format = useFormat();
  const listed = useAnswer('imports.list', {}, undone);

  if (listed === undefined) return <NotThereNote />;
  if (!listed.ok) return <FailureNote action={say('imports.listing')} failure={listed.error} />;
  if (listed.value.length === 0) return null;
  return (
    <section aria-label={say('imports.pastImports')}>
      <h3 className={classes['heading']}>{say('imports.pastImports')}</h3>
      <DataTable
        label={say('imports.imports')}
        rows={listed.value}
        keyOf={({ id }) => id}
        isFaint={({ undoneAt }) => undoneAt !== undefined}
        columns={[
          {
            id: 'importedAt',
            head: say('imports.imported'),
            kind: 'digits',
            render: ({ importedAt }) => format.dateTime(importedAt),
          },
          {
            id: 'file',
            head: say('imports.file'),
            className: classes['name'],
            titleOf: ({ fileName }) => fileName,
            render: ({ fileName, isOutdated }) =>
              isOutdated ? (
                <>
                  {fileName}
                  <span className={classes['caution']} title={say('imports.outdatedHint')}>
                    {say('imports.outdated')}
                  </span>
                </>
              ) : (
                fileName
              ),
          },
          {
            id: 'account',
            head: say('imports.account'),
            className: classes['name'],
            titleOf: ({ accountName }) => accountName,
            render: ({ accountName }) => accountName,
          },
          {
            id: 'fills',
            head: say('imports.fillsColumn'),
            kind: 'figure',
            render: ({ state, fills }) =>
              state === 'half' ? (
                <span title={say('imports.aPartHint')}>{say('imports.aPart')}</span>
              ) : (
                format.count(fills)
              ),
          },
          {
            id: 'movements',
            head: say('imports.movementsColumn'),
            kind: 'figure',
            render: ({ entries }) => (entries === undefined ? unknownText : format.count(entries)),
          },
          {
            id: 'undo',
            head: say('imports.undo'),
            kind: 'actions',
            render: (run) =>
              run.undoneAt === undefined ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={say(run.state === 'half' ? 'imports.takeBackNamed' : 'imports.undoNamed', {
                    file: run.fileName,
                  })}
                  onClick={() => onUndo({ run, overlapping: overlapping(run, listed.value) })}
                >
                  {say(run.state === 'half' ? 'imports.takeBack' : 'imports.undo')}
                </Button>
              ) : (
                <span title={format.dateTime(run.undoneAt)}>{say('imports.undone')}</span>
              ),
          },
        ]}
      />
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
