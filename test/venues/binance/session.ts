import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One frame as the server sent it. */
export type SessionFrame = {
  readonly stream: string;
  readonly symbol: string;
  readonly isDepth: boolean;
  /** Epoch milliseconds of its receipt. */
  readonly time: number;
  readonly text: string;
};

/** What a venue said for a while: the bodies of its answers and the frames of its stream. */
export type Session = {
  readonly exchangeInfo: string;
  /** The depth snapshot of each symbol, as it was first answered. */
  readonly snapshots: ReadonlyMap<string, string>;
  readonly frames: readonly SessionFrame[];
};

/** The folder of recordings, or undefined on a machine that has none. */
export const recordings = process.env['TAPEDECK_RECORDINGS'];

/** `URL -> epoch: body` is an answer, `URL <-> epoch` a socket that opened, `epoch: text` a frame. */
export function readRecordedSession(folder: string): Session {
  const lines = ['BINANCE.0', 'BINANCE.http.0.0', 'BINANCE.ws.1.0'].flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n'),
  );
  let exchangeInfo: string | undefined;
  const snapshots = new Map<string, string>();
  const frames: SessionFrame[] = [];
  for (const line of lines) {
    const answer = /^(https?:\S+) -> [\d.]+: (.*)$/.exec(line);
    const frame = /^([\d.]+): (.*)$/.exec(line);
    if (answer !== null) {
      const url = new URL(answer[1] ?? '');
      const body = answer[2] ?? '';
      if (url.pathname.endsWith('/exchangeInfo')) exchangeInfo = body;
      else snapshots.set(url.searchParams.get('symbol') ?? '', body);
    } else if (frame !== null) {
      frames.push(frameOf(frame[2] ?? '', Number(frame[1]) * 1000));
    }
  }
  if (exchangeInfo === undefined) throw new Error(`${folder} holds no exchange information`);
  return { exchangeInfo, snapshots, frames };
}

export function frameOf(text: string, time: number): SessionFrame {
  const { stream }: { stream: string } = JSON.parse(text);
  const [symbol = '', type = ''] = stream.split('@');
  return { stream, symbol: symbol.toUpperCase(), isDepth: type === 'depth', time, text };
}
