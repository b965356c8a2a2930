import { reasonOf } from '#src/domain/fault.ts';

/** Undefined where it goes on for longer. What was sent packed counts as it is unpacked. */
export async function boundedText({ body }: Response, mostBytes: number): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) return undefined;
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** Milliseconds. The longest ban that a venue is known to give is of three days. */
const longestWait = 7 * 86_400_000;

/** Milliseconds that the server asks to wait for; undefined where it says nothing of it. */
export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, longestWait) : undefined;
}

/** `fetch` tells in its error only that it failed, and in the cause why. */
export function fetchFault(error: unknown): string {
  return reasonOf(error instanceof Error && error.cause instanceof Error ? error.cause : error);
}
