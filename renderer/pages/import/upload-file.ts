import type { CallError, CommonError } from '#src/contract/contract.ts';
import type { ImportAnswers, ImportMapping, ImportPreview } from '#src/contract/imports.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Client } from '#src/transport/connect.ts';

type UploadOptions = {
  /** For a file whose header no format knows. */
  readonly mapping: ImportMapping | undefined;
  /** To what the preview asked. */
  readonly answers: ImportAnswers;
  readonly signal: AbortSignal;
  readonly onBegun: (importId: string) => void;
  /** With the number of bytes that have arrived. */
  readonly onProgress: (bytes: number) => void;
};

export type UploadError = CallError<'imports.chunk' | 'imports.preview'> | CommonError;

/** Bytes of one slice; as text it is at most as many characters, which is below what one message may hold. */
const sliceSize = 131_072;

/**
 * Sends the file in pieces, the next while one is read, and answers with its preview. An aborted upload ends with
 * DISCONNECTED.
 */
export async function uploadFile(
  client: Client,
  file: File,
  { mapping, answers, signal, onBegun, onProgress }: UploadOptions,
): Promise<Result<ImportPreview, UploadError>> {
  const fileName = file.name.slice(0, 260);
  const begun = await client.call('imports.begin', { fileName, mapping, answers });
  if (!begun.ok) return begun;
  const { importId } = begun.value;
  onBegun(importId);
  const decoder = new TextDecoder();
  let arriving = Promise.resolve<Result<unknown, UploadError>>(ok(undefined));
  for (let start = 0; start < file.size; start += sliceSize) {
    const end = Math.min(start + sliceSize, file.size);
    const bytes = await bytesOf(file.slice(start, end));
    if (signal.aborted) return err({ code: 'DISCONNECTED' });
    if (bytes === undefined) return err({ code: 'UNREADABLE_FILE', problem: { code: 'FILE_CHANGED' } });
    const text = decoder.decode(bytes, { stream: end < file.size });
    const sent = client.call('imports.chunk', { importId, text });
    const arrived = await arriving;
    if (!arrived.ok) return arrived;
    if (start > 0) onProgress(start);
    arriving = sent;
  }
  const arrived = await arriving;
  if (!arrived.ok) return arrived;
  onProgress(file.size);
  return client.call('imports.preview', { importId });
}

/** Undefined where the system refuses them, as of a file that was saved again since it was chosen. */
async function bytesOf(piece: Blob): Promise<ArrayBuffer | undefined> {
  try {
    return await piece.arrayBuffer();
  } catch (fault) {
    if (fault instanceof DOMException) return undefined;
    throw fault;
  }
}
