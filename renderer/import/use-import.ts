import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '#src/contract/contract.ts';
import type { ImportMapping, ImportPreview, ImportUnknownFormat } from '#src/contract/imports.ts';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import { findMapping, keepMapping } from '#renderer/import/saved-mapping.ts';
import { uploadFile } from '#renderer/import/upload-file.ts';

export type ImportStep =
  | { readonly name: 'choose'; readonly failure?: Failure }
  | { readonly name: 'uploading'; readonly fileName: string; readonly done: number; readonly total: number }
  | {
      readonly name: 'mapping';
      readonly file: File;
      readonly unknown: ImportUnknownFormat;
      /** As the trader mapped such a file before. */
      readonly known: ImportMapping | undefined;
    }
  | {
      readonly name: 'preview';
      readonly preview: ImportPreview;
      readonly failure?: Failure;
      readonly busy: boolean;
    }
  | { readonly name: 'done'; readonly result: CallOutput<'imports.commit'> };

type Target = Omit<CallInput<'imports.commit'>, 'importId'>;

/** Choose, upload, map what no format knows, preview, commit. Until the commit nothing is written, and leaving discards what was uploaded. */
export function useImport() {
  const client = useClient();
  const [step, setStep] = useState<ImportStep>({ name: 'choose' });
  const held = useRef<string>(undefined);
  const upload = useRef<AbortController>(undefined);

  const discard = useCallback(() => {
    upload.current?.abort();
    const importId = held.current;
    held.current = undefined;
    if (importId !== undefined) void client.call('imports.discard', { importId });
  }, [client]);

  useEffect(() => discard, [discard]);

  async function choose(file: File, mapping?: ImportMapping): Promise<void> {
    discard();
    const controller = new AbortController();
    upload.current = controller;
    setStep({ name: 'uploading', fileName: file.name, done: 0, total: file.size });
    const answer = await uploadFile(client, file, {
      mapping,
      signal: controller.signal,
      onBegun: (importId) => {
        held.current = importId;
      },
      onProgress: (done) => setStep({ name: 'uploading', fileName: file.name, done, total: file.size }),
    });
    if (controller.signal.aborted) return;
    if (answer.ok) setStep({ name: 'preview', preview: answer.value, busy: false });
    else if (answer.error.code === 'UNKNOWN_FORMAT' && mapping === undefined) {
      const known = await findMapping(client, answer.error.header);
      setStep({ name: 'mapping', file, unknown: answer.error, known });
    } else setStep({ name: 'choose', failure: answer.error });
  }

  async function chooseMapped(file: File, mapping: ImportMapping): Promise<void> {
    void keepMapping(client, mapping);
    await choose(file, mapping);
  }

  async function commit(preview: ImportPreview, target: Target): Promise<void> {
    setStep({ name: 'preview', preview, busy: true });
    const answer = await client.call('imports.commit', { importId: preview.importId, ...target });
    if (!answer.ok) {
      setStep({ name: 'preview', preview, busy: false, failure: answer.error });
      return;
    }
    held.current = undefined;
    setStep({ name: 'done', result: answer.value });
  }

  function startOver(): void {
    discard();
    setStep({ name: 'choose' });
  }

  return { step, choose, chooseMapped, commit, startOver };
}
