import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { ChooseFile } from '#renderer/import/choose-file.tsx';
import { ImportPreviewView } from '#renderer/import/import-preview.tsx';
import { MapColumns } from '#renderer/import/map-columns.tsx';
import { PastImports } from '#renderer/import/past-imports.tsx';
import { useImport } from '#renderer/import/use-import.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { step, choose, chooseMapped, commit, startOver } = useImport();
  const hasWorkspace = useLiveStore((state) => state.workspace !== undefined);
  const busy = step.name === 'preview' && step.busy;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Import history"
      size={step.name === 'preview' || step.name === 'mapping' ? 900 : 560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: busy }}
    >
      <Stack gap="md">
        {step.name === 'choose' && (
          <>
            <ChooseFile onChoose={(file) => void choose(file)} />
            {step.failure !== undefined && <FailureNote action="Reading the file" failure={step.failure} />}
            {hasWorkspace && <PastImports />}
          </>
        )}
        {step.name === 'mapping' && (
          <MapColumns
            fileName={step.file.name}
            unknown={step.unknown}
            known={step.known}
            onMapped={(mapping) => void chooseMapped(step.file, mapping)}
            onStartOver={startOver}
          />
        )}
        {step.name === 'uploading' && (
          <Stack role="status" gap="xs">
            <Text>Reading {step.fileName}. Nothing has been written yet.</Text>
            <Progress
              value={step.total === 0 ? 100 : (100 * step.done) / step.total}
              aria-label="Reading the file"
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={startOver}>
                Cancel
              </Button>
            </Group>
          </Stack>
        )}
        {step.name === 'preview' && (
          <ImportPreviewView
            preview={step.preview}
            failure={step.failure}
            busy={step.busy}
            onCommit={(target) => void commit(step.preview, target)}
            onStartOver={startOver}
          />
        )}
        {step.name === 'done' && (
          <>
            <Text role="status">
              Imported {step.result.imported} fills and {step.result.entries} deposits, withdrawals and other
              movements. {step.result.duplicates} fills were there already, {step.result.skipped} rows were no
              trades, {step.result.invalid} rows with errors were left out.
            </Text>
            <Group justify="flex-end">
              <Button onClick={onClose} data-autofocus>
                Done
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
