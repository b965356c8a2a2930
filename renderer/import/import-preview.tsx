import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportPreview } from '#src/contract/imports.ts';
import type { Failure } from '#renderer/errors/explain.ts';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { useFormat } from '#renderer/format/use-format.ts';
import { ErrorRows } from '#renderer/import/error-rows.tsx';
import classes from '#renderer/import/import.module.css';
import { PreviewRows } from '#renderer/import/preview-rows.tsx';
import { SkippedRows } from '#renderer/import/skipped-rows.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';

type ImportPreviewViewProps = {
  readonly preview: ImportPreview;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly onCommit: (target: Omit<CallInput<'imports.commit'>, 'importId'>) => void;
  readonly onStartOver: () => void;
};

/** What the file holds, what is wrong with it, and where it is to go. */
export function ImportPreviewView({ preview, failure, busy, onCommit, onStartOver }: ImportPreviewViewProps) {
  const format = useFormat();
  const workspace = useLiveStore((state) => state.workspace);
  const baseName = preview.fileName.replace(/\.\w+$/, '').slice(0, 60);
  const [target, setTarget] = useState<'open' | 'new'>(workspace === undefined ? 'new' : 'open');
  const [workspaceName, setWorkspaceName] = useState(baseName);
  const [accountName, setAccountName] = useState(baseName);
  const fresh = preview.valid - preview.duplicates;
  const named = accountName.trim() !== '' && (target === 'open' || workspaceName.trim() !== '');

  function commit(): void {
    const newWorkspace = target === 'new' ? { newWorkspace: workspaceName.trim() } : {};
    onCommit({ accountName: accountName.trim(), ...newWorkspace });
  }

  return (
    <Stack gap="md">
      <dl className={classes['figures']}>
        <Figure label="Source" value={preview.format} />
        <Figure label="To import" value={String(fresh)} />
        <Figure label="Already there" value={String(preview.duplicates)} />
        <Figure label="Other movements" value={String(preview.entries)} />
        <Figure label="No trades" value={String(preview.skipped)} />
        <Figure label="With errors" value={String(preview.invalid)} />
        <Figure label="Symbols" value={String(preview.symbols.length)} />
        <Figure label="From" value={format.date(preview.firstTime)} />
        <Figure label="To" value={format.date(preview.lastTime)} />
      </dl>
      {preview.errors.length > 0 && <ErrorRows errors={preview.errors} invalid={preview.invalid} />}
      {preview.skippedRows.length > 0 && <SkippedRows rows={preview.skippedRows} skipped={preview.skipped} />}
      <PreviewRows rows={preview.rows} valid={preview.valid} />
      <Group align="flex-end" grow>
        {workspace !== undefined && (
          <Radio.Group
            label="Import into"
            value={target}
            onChange={(value) => setTarget(value === 'open' ? 'open' : 'new')}
          >
            <Group gap="lg" mt={6}>
              <Radio value="open" label={workspace.name} />
              <Radio value="new" label="A new workspace" />
            </Group>
          </Radio.Group>
        )}
        {target === 'new' && (
          <TextInput
            label="Name of the new workspace"
            maxLength={60}
            value={workspaceName}
            onChange={(event) => setWorkspaceName(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Account name"
          maxLength={60}
          value={accountName}
          onChange={(event) => setAccountName(event.currentTarget.value)}
        />
      </Group>
      {failure !== undefined && <FailureNote action="Importing" failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onStartOver} disabled={busy}>
          Choose another file
        </Button>
        <Button onClick={commit} loading={busy} disabled={fresh + preview.entries === 0 || !named}>
          {fresh === 1 ? 'Import 1 fill' : `Import ${fresh} fills`}
        </Button>
      </Group>
    </Stack>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="td-number">{value}</dd>
    </div>
  );
}
