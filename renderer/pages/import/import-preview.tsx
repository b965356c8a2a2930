import { Button, Group, Stack } from '@mantine/core';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportPreview } from '#src/contract/imports.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { MayBeThere } from './may-be-there.tsx';
import { ErrorRows } from './error-rows.tsx';
import { ImportTargetFields } from './import-target-fields.tsx';
import { contentWords } from '#renderer/words/import-words.ts';
import classes from './import.module.css';
import { PreviewRows } from './preview-rows.tsx';
import { SkippedRows } from './skipped-rows.tsx';
import { StepLead } from './step-lead.tsx';
import { useImportTarget } from './use-import-target.ts';

type ImportPreviewViewProps = {
  readonly preview: ImportPreview;
  readonly failure: Failure | undefined;
  readonly onCommit: (target: Omit<CallInput<'imports.commit'>, 'importId'>) => void;
  readonly onStartOver: () => void;
};

/** What the file holds, what is wrong with it, and where it is to go. */
export function ImportPreviewView({ preview, failure, onCommit, onStartOver }: ImportPreviewViewProps) {
  const format = useFormat();
  const target = useImportTarget(preview);
  const { fresh, there, mayBeThere, isAsked, areOthers } = target;
  const isReadable = preview.valid + preview.entries > 0;
  const isOpen = isAsked && areOthers === undefined;
  const isUseful = isOpen || fresh.fills + fresh.entries > 0;

  return (
    <Stack gap="md">
      <StepLead>
        <strong>{preview.fileName}</strong> was read as <strong>{preview.format}</strong>.{' '}
        {leadWords(isReadable, isUseful)}
      </StepLead>
      <dl className={classes['figures']}>
        <Figure label="Fills to import" value={format.count(fresh.fills)} />
        <Figure label="Already there" value={format.count(there.fills)} />
        {mayBeThere.fills > 0 && (
          <Figure label="May be there already" value={format.count(mayBeThere.fills)} />
        )}
        <Figure label="Movements to import" value={format.count(fresh.entries)} />
        {there.entries > 0 && <Figure label="Movements already there" value={format.count(there.entries)} />}
        {mayBeThere.entries > 0 && (
          <Figure label="Movements that may be there" value={format.count(mayBeThere.entries)} />
        )}
        <Figure label="Passed over" value={format.count(preview.skipped)} />
        <Figure label="With errors" value={format.count(preview.invalid)} wrong={preview.invalid > 0} />
        <Figure label="Symbols" value={format.count(preview.symbols.length)} />
        <Figure label="From" value={format.date(preview.firstTime)} />
        <Figure label="To" value={format.date(preview.lastTime)} />
      </dl>
      {preview.errors.length > 0 && <ErrorRows errors={preview.errors} invalid={preview.invalid} />}
      {preview.skippedRows.length > 0 && <SkippedRows rows={preview.skippedRows} skipped={preview.skipped} />}
      {preview.rows.length > 0 && <PreviewRows rows={preview.rows} valid={preview.valid} />}
      {isReadable && <ImportTargetFields target={target} />}
      {isAsked && <MayBeThere rows={mayBeThere} areOthers={areOthers} onDecide={target.decide} />}
      {failure !== undefined && <FailureNote action="Importing" failure={failure} />}
      <Group justify="flex-end">
        <Button variant={isUseful ? 'default' : 'filled'} onClick={onStartOver}>
          Choose another file
        </Button>
        {isUseful && (
          <Button
            disabled={target.chosen === undefined}
            onClick={() => target.chosen !== undefined && onCommit(target.chosen)}
          >
            Import {contentWords(fresh.fills, fresh.entries, format)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function leadWords(isReadable: boolean, isUseful: boolean): string {
  if (isUseful) return 'Nothing is written before you confirm it.';
  return isReadable ? 'All of it is there already.' : 'There is nothing in it to import.';
}

type FigureProps = { readonly label: string; readonly value: string; readonly wrong?: boolean };

function Figure({ label, value, wrong = false }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={`td-number ${wrong ? classes['problem'] : ''}`}>{value}</dd>
    </div>
  );
}
