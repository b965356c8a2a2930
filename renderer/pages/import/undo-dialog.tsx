import { Button, Group, Stack, Text } from '@mantine/core';
import { useClient } from '#renderer/core/client-context.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { isUnanswered } from '#renderer/core/failure.ts';
import { run } from '#renderer/core/run.ts';
import { readTask } from '#renderer/core/task-store.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { contentWords } from '#renderer/words/import-words.ts';
import type { Say } from '#renderer/words/say.ts';
import type { UndoOf } from './past-imports.tsx';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import type { Format } from '#renderer/format/format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type UndoDialogProps = UndoOf & {
  readonly onUndone: () => void;
  readonly onClose: () => void;
};

/** Names what goes, and what stays. */
export function UndoDialog({ run: past, overlapping, onUndone, onClose }: UndoDialogProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const { busy, failed, make } = useCall();
  const work = useLiveStore((state) => state.progress[`undo ${past.id}`]);
  const isHalf = past.state === 'half';
  const about = {
    file: past.fileName,
    account: past.accountName,
    time: format.dateTime(past.importedAt),
    strong,
  };
  const content = contentWords(past.fills, past.entries ?? 0);

  function undo(): Promise<void> {
    return make({ action: say('action.undoImport'), call: takeBack, onClose, onDone: onUndone });
  }

  async function takeBack() {
    const answer = await client.call('imports.undo', { importId: past.id });
    // Of one whose answer was lost the core keeps what came of it.
    if (answer.ok || !isUnanswered(answer.error)) run(readTask(client, `undo ${past.id}`));
    return answer;
  }

  return (
    <Dialog
      opened
      onClose={() => !busy && onClose()}
      title={isHalf ? say('imports.undoHalfTitle') : say('imports.undoTitle')}
      size={520}
      closeButtonProps={{ 'aria-label': say('common.close'), disabled: busy }}
    >
      <Stack gap="md">
        {isHalf && <Text>{say.rich('imports.undoHalf', about)}</Text>}
        {!isHalf && <Text>{say.rich('imports.undoWhole', { ...about, content })}</Text>}
        {overlapping.length > 0 && (
          <div className={classes['caution']} role="note">
            {say('imports.importedLater')}
            <ul className={classes['list']}>
              {overlapping.map((later) => (
                <li key={later.id}>
                  {later.leftOut === undefined
                    ? say.rich('imports.laterUnknown', { file: later.fileName, strong })
                    : say.rich('imports.laterCount', { file: later.fileName, count: later.leftOut, strong })}
                </li>
              ))}
            </ul>
            {say('imports.overlapping')}
          </div>
        )}
        <Text>{say('imports.nothingDeleted')}</Text>
        {busy && (
          <WorkBar
            label={say('imports.takingItBack')}
            work={work}
            amount={work && fillsOf(say, work, format)}
          />
        )}
        {failed !== undefined && <FailureNote {...failed} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
            {say('imports.keepIt')}
          </Button>
          <Button color="red" loading={busy} onClick={() => run(undo())}>
            {isHalf ? say('imports.takeBackThere') : say('imports.undoContent', { content })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Its movements go at once. */
function fillsOf(say: Say, { done, total }: WorkUnderWay, format: Format): string | undefined {
  return total === 0
    ? undefined
    : say('common.of', { done: format.count(done), total: say('imports.fills', { fills: total }) });
}
