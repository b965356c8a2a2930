import { Button, FileButton, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';
import type { CallInput, CallOutput } from '#src/contract/contract.ts';
import type { RateFilePreviewInfo } from '#src/contract/rate-files.ts';
import { longestRateFile } from '#src/domain/rate-file.ts';
import { quotations } from '#src/domain/reference-rate.ts';
import { RateFilePreview } from './rate-file-preview.tsx';
import { RateFilesTable } from './rate-files-table.tsx';
import classes from './rates.module.css';

type Quotation = (typeof quotations)[number];
type ChosenFile = Pick<CallInput<'rates.preview'>, 'fileName' | 'text'>;

/** Files of published rates of days: what is in one, which were taken, and their undo. */
export function RatesDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const client = useClient();
  const [file, setFile] = useState<ChosenFile>();
  const [base, setBase] = useState('');
  const [quotation, setQuotation] = useState<Quotation>('units for one');
  const [preview, setPreview] = useState<RateFilePreviewInfo>();
  const [asksBase, setAsksBase] = useState(false);
  const [taken, setTaken] = useState<CallOutput<'rates.take'>>();
  const [problem, setProblem] = useState<'UNREADABLE' | 'TOO_LONG'>();
  const { busy, failed, make } = useCall();
  const code = base.trim().toUpperCase();
  const isBase = /^[A-Z0-9]{2,20}$/.test(code);

  function askedOf(chosen: ChosenFile): CallInput<'rates.preview'> {
    return { ...chosen, ...(asksBase && isBase ? { told: { base: code, quotation } } : {}) };
  }

  function look(chosen: ChosenFile): void {
    setTaken(undefined);
    run(
      make({
        action: say('rates.reading'),
        call: () => client.call('rates.preview', askedOf(chosen)),
        onClose: () => undefined,
        onDone: setPreview,
        onFailed: (failure) => {
          const isAsked = failure.code === 'UNREADABLE_RATES' && failure.problem === 'BASE_NOT_TOLD';
          if (isAsked) setAsksBase(true);
          return isAsked;
        },
      }),
    );
  }

  async function choose(chosen: File): Promise<void> {
    setPreview(undefined);
    setAsksBase(false);
    setProblem(undefined);
    setFile(undefined);
    if (chosen.size > longestRateFile) return setProblem('TOO_LONG');
    const text = await chosen.text().catch(() => undefined);
    if (text === undefined) return setProblem('UNREADABLE');
    const next = { fileName: chosen.name.slice(0, 260), text };
    setFile(next);
    look(next);
  }

  function take(chosen: ChosenFile): void {
    run(
      make({
        action: say('rates.taking'),
        call: () => client.call('rates.take', askedOf(chosen)),
        onClose: () => {
          setPreview(undefined);
          setFile(undefined);
        },
        onDone: setTaken,
      }),
    );
  }

  return (
    <Dialog opened onClose={onClose} title={say('rates.title')} size={760}>
      <Stack gap="md">
        <p>{say('rates.lead')}</p>
        <Group gap="xs">
          <FileButton accept=".csv,text/csv,text/plain" onChange={(chosen) => chosen && run(choose(chosen))}>
            {(button) => (
              <Button {...button} data-autofocus loading={busy && preview === undefined}>
                {say('rates.choose')}
              </Button>
            )}
          </FileButton>
          {file !== undefined && <span className={classes['name']}>{file.fileName}</span>}
        </Group>
        {problem !== undefined && <p role="alert">{say('rates.problem', { problem })}</p>}
        {asksBase && file !== undefined && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isBase) look(file);
            }}
          >
            <p>{say('rates.baseNotTold')}</p>
            <Group align="end" gap="xs">
              <TextInput
                label={say('rates.base')}
                value={base}
                error={base !== '' && !isBase ? say('accounts.currencySuch') : undefined}
                onChange={(event) => {
                  setBase(event.currentTarget.value);
                  setPreview(undefined);
                }}
              />
              <NativeSelect
                size="xs"
                label={say('rates.quotation')}
                value={quotation}
                data={quotations.map((value) => ({
                  value,
                  label: say(value === 'units for one' ? 'rates.unitsForOne' : 'rates.oneUnitIn', {
                    base: isBase ? code : '…',
                  }),
                }))}
                onChange={(event) => {
                  const chosen = event.currentTarget.value;
                  setQuotation(quotations.find((each) => each === chosen) ?? 'units for one');
                  setPreview(undefined);
                }}
              />
              <Button type="submit" variant="default" disabled={!isBase} loading={busy}>
                {say('rates.look')}
              </Button>
            </Group>
          </form>
        )}
        {failed !== undefined && <FailureNote {...failed} />}
        {preview !== undefined && file !== undefined && (
          <RateFilePreview preview={preview} busy={busy} onTake={() => take(file)} />
        )}
        {taken !== undefined && (
          <p role="status">
            {say(taken.file === undefined ? 'rates.nothingNew' : 'rates.taken', {
              count: taken.file?.rates ?? 0,
              known: taken.known,
            })}
          </p>
        )}
        <RateFilesTable again={taken?.file?.id ?? ''} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
