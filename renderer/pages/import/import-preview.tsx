import { Button, Group, Stack } from '@mantine/core';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportAnswers, ImportPreview } from '#src/contract/imports.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { MayBeThere } from './may-be-there.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { FileQuestions } from './file-questions.tsx';
import { ErrorRows } from './error-rows.tsx';
import { ImportTargetFields } from './import-target-fields.tsx';
import { importWords, formatWords } from '#renderer/words/import-words.ts';
import classes from './import.module.css';
import { PreviewRows } from './preview-rows.tsx';
import { SkippedRows } from './skipped-rows.tsx';
import { StepLead } from './step-lead.tsx';
import { useImportTarget } from './use-import-target.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type ImportPreviewViewProps = {
  readonly preview: ImportPreview;
  readonly failure: Failure | undefined;
  readonly onAnswer: (answers: ImportAnswers) => void;
  readonly onCommit: (target: Omit<CallInput<'imports.commit'>, 'importId'>) => void;
  readonly onStartOver: () => void;
};

/** What the file holds, what is wrong with it, and where it is to go. */
export function ImportPreviewView({
  preview,
  failure,
  onAnswer,
  onCommit,
  onStartOver,
}: ImportPreviewViewProps) {
  const say = useSay();
  const format = useFormat();
  const target = useImportTarget(preview);
  const { fresh, there, mayBeThere, isAsked, areOthers, earlier } = target;
  const isReadable = preview.valid + preview.entries > 0;
  const isOpen = isAsked && areOthers === undefined;
  const hasQuestions = preview.questions.length > 0;
  // Before it is answered what their sides are, none is shown.
  const hasSides = preview.questions.every(({ about }) => about !== 'direction');
  const isUseful = hasQuestions || isOpen || fresh.fills + fresh.entries > 0;

  return (
    <Stack gap="md">
      <StepLead>
        {say.rich(leadKey(isReadable, isUseful), {
          file: preview.fileName,
          format: formatWords(preview.format),
          strong,
        })}
      </StepLead>
      {hasQuestions && <FileQuestions questions={preview.questions} onAnswer={onAnswer} />}
      <dl className={classes['figures']}>
        <Figure label={say('imports.fillsToImport')} value={format.count(fresh.fills)} />
        <Figure label={say('imports.alreadyThere')} value={format.count(there.fills)} />
        {mayBeThere.fills > 0 && (
          <Figure label={say('imports.mayBeThere')} value={format.count(mayBeThere.fills)} />
        )}
        <Figure label={say('imports.movementsToImport')} value={format.count(fresh.entries)} />
        {there.entries > 0 && (
          <Figure label={say('imports.movementsThere')} value={format.count(there.entries)} />
        )}
        {mayBeThere.entries > 0 && (
          <Figure label={say('imports.movementsMayBe')} value={format.count(mayBeThere.entries)} />
        )}
        <Figure label={say('imports.passedOver')} value={format.count(preview.skipped)} />
        <Figure
          label={say('imports.withErrors')}
          value={format.count(preview.invalid)}
          wrong={preview.invalid > 0}
        />
        <Figure label={say('imports.symbols')} value={format.count(preview.symbols.length)} />
        <Figure label={say('imports.from')} value={format.date(preview.firstTime)} />
        <Figure label={say('imports.to')} value={format.date(preview.lastTime)} />
      </dl>
      {preview.errors.length > 0 && <ErrorRows errors={preview.errors} invalid={preview.invalid} />}
      {preview.skippedRows.length > 0 && <SkippedRows rows={preview.skippedRows} skipped={preview.skipped} />}
      {hasSides && preview.rows.length > 0 && <PreviewRows rows={preview.rows} valid={preview.valid} />}
      {isReadable && !hasQuestions && <ImportTargetFields target={target} />}
      {earlier.length > 0 && !hasQuestions && <EarlierImports earlier={earlier} />}
      {isAsked && !hasQuestions && (
        <MayBeThere rows={mayBeThere} areOthers={areOthers} onDecide={target.decide} />
      )}
      {failure !== undefined && <FailureNote action={say('action.import')} failure={failure} />}
      <Group justify="flex-end">
        <Button variant={isUseful ? 'default' : 'filled'} onClick={onStartOver}>
          {say('imports.chooseAnother')}
        </Button>
        {isUseful && !hasQuestions && (
          <Button
            disabled={target.chosen === undefined}
            onClick={() => target.chosen !== undefined && onCommit(target.chosen)}
          >
            {earlier.length > 0
              ? say('imports.replaceImport', { words: importWords(fresh.fills, fresh.entries) })
              : importWords(fresh.fills, fresh.entries)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function leadKey(isReadable: boolean, isUseful: boolean) {
  if (isUseful) return 'imports.readAs';
  return isReadable ? 'imports.readAllThere' : 'imports.readNothing';
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
