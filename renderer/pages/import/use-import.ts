import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '#src/contract/contract.ts';
import type {
  ImportAnswers,
  ImportMapping,
  ImportPreview,
  ImportUnknownFormat,
} from '#src/contract/imports.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { isUnanswered, type Failure } from '#renderer/core/failure.ts';
import { notifyFailure } from '#renderer/controls/notify-failure.tsx';
import { run } from '#renderer/core/run.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { findMapping, keepMapping, type SavedMapping } from './saved-mapping.ts';
import { tellOutcome } from '#renderer/controls/found-tasks.tsx';
import { forgetTask, keepTask, readTask } from '#renderer/core/task-store.ts';
import { uploadFile } from './upload-file.ts';
import { workHeard, type WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type Target = Omit<CallInput<'imports.commit'>, 'importId'>;

export type ImportStep =
  | { readonly name: 'choose'; readonly failed?: { readonly action: string; readonly failure: Failure } }
  /** In bytes of the file. */
  | { readonly name: 'uploading'; readonly fileName: string; readonly work: WorkUnderWay }
  | {
      readonly name: 'mapping';
      readonly file: File;
      readonly unknown: ImportUnknownFormat;
      /** As the trader mapped such a file before. */
      readonly known: SavedMapping | undefined;
    }
  | {
      readonly name: 'preview';
      readonly preview: ImportPreview;
      readonly source: Source;
      /** The workspace that was open when it was asked for. */
      readonly workspaceId: string | undefined;
      readonly failure?: Failure;
    }
  /** Another workspace was opened under the preview. */
  | { readonly name: 'comparing' }
  | { readonly name: 'writing'; readonly preview: ImportPreview }
  /** The connection was lost before the answer: the core is asked what came of it. */
  | { readonly name: 'unheard'; readonly task: string }
  | {
      readonly name: 'done';
      readonly fileName: string;
      readonly accountName: string;
      readonly result: CallOutput<'imports.commit'>;
    };

/** What was read, to be read again with other answers. */
type Source = {
  readonly file: File;
  readonly mapping: ImportMapping | undefined;
  readonly answers: ImportAnswers;
};

type PreviewStep = Extract<ImportStep, { readonly name: 'preview' }>;

/**
 * Choose, upload, map what no format knows, preview, commit. Until the commit nothing is written, and leaving discards
 * what was uploaded; from the commit on, leaving lets it end.
 */
export function useImport() {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const [step, setStep] = useState<ImportStep>({ name: 'choose' });
  const held = useRef<string>(undefined);
  const upload = useRef<AbortController>(undefined);
  const left = useRef(false);
  const unheard = useRef<string>(undefined);
  const stopped = useRef(false);
  /** The import of which the dialog tells what came of it: seen once the dialog is left, or goes on. */
  const told = useRef<string>(undefined);

  const discard = useCallback(() => {
    upload.current?.abort();
    const importId = held.current;
    held.current = undefined;
    if (importId !== undefined) run(client.call('imports.discard', { importId }));
    const task = told.current;
    told.current = undefined;
    if (task !== undefined) run(readTask(client, task));
  }, [client]);

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      discard();
      if (unheard.current !== undefined) forgetTask(unheard.current);
    };
  }, [discard]);

  async function choose(file: File, mapping?: ImportMapping, answers: ImportAnswers = {}): Promise<void> {
    discard();
    const controller = new AbortController();
    upload.current = controller;
    let work = workHeard(undefined, { done: 0, total: file.size }, Date.now());
    setStep({ name: 'uploading', fileName: file.name, work });
    const workspaceId = openWorkspace();
    const answer = await uploadFile(client, file, {
      mapping,
      answers,
      signal: controller.signal,
      onBegun: (importId) => {
        held.current = importId;
      },
      onProgress: (done) => {
        if (controller.signal.aborted) return;
        work = workHeard(work, { done, total: file.size }, Date.now());
        setStep({ name: 'uploading', fileName: file.name, work });
      },
    });
    if (controller.signal.aborted) return;
    const source = { file, mapping, answers };
    if (answer.ok) setStep({ name: 'preview', preview: answer.value, source, workspaceId });
    else if (answer.error.code === 'UNKNOWN_FORMAT' && mapping === undefined) {
      const known = await findMapping(client, answer.error.header);
      setStep({ name: 'mapping', file, unknown: answer.error, known });
    } else setStep({ name: 'choose', failed: { action: say('imports.readingFile'), failure: answer.error } });
  }

  async function chooseMapped(file: File, { answers = {}, ...mapping }: SavedMapping): Promise<void> {
    run(keepMapping(client, mapping, answers));
    await choose(file, mapping, answers);
  }

  /** The file is read again: what was not clear in it becomes rows, or is passed over. */
  async function answerQuestions({ source }: PreviewStep, answers: ImportAnswers): Promise<void> {
    const all = { ...source.answers, ...answers };
    if (source.mapping !== undefined) run(keepMapping(client, source.mapping, all));
    await choose(source.file, source.mapping, all);
  }

  async function commit(shown: PreviewStep, target: Target): Promise<void> {
    const { preview } = shown;
    const { importId, fileName } = preview;
    setStep({ name: 'writing', preview });
    stopped.current = false;
    held.current = undefined;
    const task = `import ${importId}`;
    keepTask({ type: 'fills', task, workspaceId: undefined });
    const answer = await client.call('imports.commit', { importId, ...target });
    if (!answer.ok && isUnanswered(answer.error)) {
      if (left.current) return forgetTask(task);
      unheard.current = task;
      setStep({ name: 'unheard', task });
      return;
    }
    const { accountName } = target;
    if (answer.ok && left.current) {
      const outcome = { type: 'fills', fileName, accountName, done: answer.value } as const;
      forgetTask(task);
      tellOutcome(
        client,
        { task, work: { code: 'IMPORT_FILE', file: fileName }, state: { state: 'done', outcome } },
        format,
      );
      return;
    }
    if (answer.ok) {
      told.current = task;
      setStep({ name: 'done', fileName, accountName, result: answer.value });
      return;
    }
    run(readTask(client, task));
    if (left.current) {
      if (answer.error.code !== 'CANCELLED')
        notifyFailure(say('action.importNamed', { name: fileName }), answer.error);
    } else if (stopped.current) {
      // Whatever came of it: the file that was stopped is no longer held.
      setStep({
        name: 'choose',
        failed: { action: say('action.importNamed', { name: fileName }), failure: answer.error },
      });
    } else {
      held.current = importId;
      setStep({ ...shown, failure: answer.error });
    }
  }

  /** What the file brings is told by what the open workspace has. */
  async function compareAnew(shown: PreviewStep): Promise<void> {
    const { importId } = shown.preview;
    const workspaceId = openWorkspace();
    setStep({ name: 'comparing' });
    const answer = await client.call('imports.preview', { importId });
    if (held.current !== importId) return;
    if (answer.ok) setStep({ ...shown, preview: answer.value, workspaceId });
    else setStep({ name: 'choose', failed: { action: say('imports.readingFile'), failure: answer.error } });
  }

  /** Ends a commit that is under way: what it wrote is taken back. */
  function stop({ importId }: ImportPreview): void {
    stopped.current = true;
    run(client.call('imports.discard', { importId }));
  }

  function startOver(): void {
    discard();
    setStep({ name: 'choose' });
  }

  const open = useLiveStore((state) => state.workspace?.id);
  const outdated = step.name === 'preview' && step.workspaceId !== open ? step : undefined;
  const compare = useLatest(compareAnew);
  useEffect(() => {
    if (outdated !== undefined) run(compare(outdated));
  }, [outdated, compare]);

  return { step, choose, chooseMapped, answerQuestions, commit, stop, startOver };
}

function openWorkspace(): string | undefined {
  return useLiveStore.getState().workspace?.id;
}
