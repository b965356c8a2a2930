import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '#renderer/core/client-context.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { run } from '#renderer/core/run.ts';
import { readTask } from '#renderer/core/task-store.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import classes from './import.module.css';
import { contentWords, counted } from '#renderer/words/import-words.ts';
import type { UndoOf } from './past-imports.tsx';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { WorkBar } from '#renderer/controls/work-bar.tsx';

type UndoDialogProps = UndoOf & {
  readonly onUndone: () => void;
  readonly onClose: () => void;
};

/** Names what goes, and what stays. */
export function UndoDialog({ run: past, overlapping, onUndone, onClose }: UndoDialogProps) {
  const client = useClient();
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const work = useLiveStore((state) => state.progress[`undo ${past.id}`]);
  const isHalf = past.state === 'half';
  const content = isHalf ? 'what is there' : contentWords(past.fills, past.entries ?? 0, format);

  async function undo(): Promise<void> {
    setBusy(true);
    const answer = await client.call('imports.undo', { importId: past.id });
    setBusy(false);
    // Of one whose answer was lost the core keeps what came of it.
    if (answer.ok || answer.error.code !== 'DISCONNECTED') run(readTask(client, `undo ${past.id}`));
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    onUndone();
    onClose();
  }

  return (
    <Dialog
      opened
      onClose={() => !busy && onClose()}
      title={isHalf ? 'Take back a part of an import' : 'Undo an import'}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close', disabled: busy }}
    >
      <Stack gap="md">
        {isHalf && (
          <Text>
            Only a part of <strong>{past.fileName}</strong> is in the account{' '}
            <strong>{past.accountName}</strong>: importing it at {format.dateTime(past.importedAt)}, or
            undoing it, was broken off. The part counts in cash, positions and profit until it is taken back.
          </Text>
        )}
        {!isHalf && (
          <Text>
            <strong>{past.fileName}</strong> brought <strong>{content}</strong> into the account{' '}
            <strong>{past.accountName}</strong> at {format.dateTime(past.importedAt)}. All of it no longer
            counts then: cash, positions and profit become what they are without it.
          </Text>
        )}
        {overlapping.length > 0 && (
          <div className={classes['caution']} role="note">
            Imported later into the same account:
            <ul className={classes['list']}>
              {overlapping.map((later) => (
                <li key={later.id}>
                  <strong>{later.fileName}</strong>, {leftOutWords(later.leftOut, format)}
                </li>
              ))}
            </ul>
            Rows that both files have are counted once, and go with this import. Import the later file again
            afterwards: it brings back those that are missing.
          </div>
        )}
        <Text>
          Nothing is deleted: it stays in the record, marked as void. The file can be imported again.
        </Text>
        {busy && <WorkBar label="Taking it back" work={work} amount={work && fillsOf(work, format)} />}
        {failure !== undefined && <FailureNote action="Undoing the import" failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
            Keep it
          </Button>
          <Button color="red" loading={busy} onClick={() => run(undo())}>
            {isHalf ? 'Take back' : 'Undo'} {content}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Its movements go at once. */
function fillsOf({ done, total }: WorkUnderWay, format: Format): string | undefined {
  return total === 0 ? undefined : `${format.count(done)} of ${counted(total, 'fill', 'fills', format)}`;
}

function leftOutWords(leftOut: number | undefined, format: Format): string {
  if (leftOut === undefined) return 'of which rows may have been there already';
  return `of which ${counted(leftOut, 'row was', 'rows were', format)} there already`;
}
