import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ImportPreviewView } from './import-preview.tsx';
import { ImportResult } from './import-result.tsx';
import { MapColumns } from './map-columns.tsx';
import { PastImports, type UndoOf } from './past-imports.tsx';
import { ReadingFile } from './reading-file.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { TaskLine } from '#renderer/controls/task-line.tsx';
import { useTaskStore } from '#renderer/core/task-store.ts';
import { useImport } from './use-import.ts';
import { WritingFile } from './writing-file.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const { step, choose, chooseMapped, answerQuestions, commit, stop, startOver } = useImport();
  const hasWorkspace = useLiveStore((state) => state.workspace !== undefined);
  const started = useTaskStore((state) => state.tasks.find(({ type }) => type === 'fills'));
  const [undoing, setUndoing] = useState<UndoOf>();
  const [undone, setUndone] = useState(0);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('imports.title')}
      size={step.name === 'preview' || step.name === 'mapping' ? 900 : 640}
      closeOnClickOutside={false}
      closeOnEscape={undoing === undefined}
    >
      <Stack gap="md">
        {step.name === 'choose' && (
          <>
            <ChooseFile onChoose={(file) => run(choose(file))} />
            {step.failed !== undefined && <FailureNote {...step.failed} />}
            {hasWorkspace && <PastImports undone={undone} onUndo={setUndoing} />}
          </>
        )}
        {step.name === 'mapping' && (
          <MapColumns
            fileName={step.file.name}
            unknown={step.unknown}
            known={step.known}
            onMapped={(mapping) => run(chooseMapped(step.file, mapping))}
            onStartOver={startOver}
          />
        )}
        {step.name === 'uploading' && (
          <ReadingFile fileName={step.fileName} work={step.work} onCancel={startOver} />
        )}
        {step.name === 'comparing' && <LoadingPart words={say('imports.comparing')} />}
        {step.name === 'preview' && (
          <ImportPreviewView
            preview={step.preview}
            failure={step.failure}
            onAnswer={(answers) => run(answerQuestions(step, answers))}
            onCommit={(target) => run(commit(step, target))}
            onStartOver={startOver}
          />
        )}
        {step.name === 'writing' && (
          <WritingFile preview={step.preview} onStop={() => stop(step.preview)} onLeave={onClose} />
        )}
        {step.name === 'unheard' && (
          <>
            {started !== undefined && <TaskLine started={started} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={startOver}>
                {say('imports.another')}
              </Button>
            </Group>
          </>
        )}
        {step.name === 'done' && <ImportResult {...step} onAnother={startOver} onClose={onClose} />}
      </Stack>
      {undoing !== undefined && (
        <UndoDialog
          {...undoing}
          onUndone={() => setUndone(undone + 1)}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </Dialog>
  );
}
