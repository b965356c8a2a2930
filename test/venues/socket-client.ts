import { once } from 'node:events';

import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

type Json = Readonly<Record<string, unknown>>;

/** A client of one socket: what came, and what is waited for. */
export async function openSocket(url: string, headers: Readonly<Record<string, string>> = {}) {
  const socket = new WebSocket(url, { headers });
  const frames: Json[] = [];
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (bytes: Buffer) => {
    const text = bytes.toString();
    texts.push(text);
    try {
      const frame: Json = JSON.parse(text);
      frames.push(frame);
    } catch {
      // A frame that a fault has cut.
    }
    for (const look of waiting) look();
  });
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());

  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }

  /** The answer to a message with that id. */
  async function send(message: { readonly id: number | string } & Json): Promise<Json> {
    socket.send(JSON.stringify(message));
    const answer = () => frames.find(({ id }) => id === message.id);
    await until(() => answer() !== undefined);
    return answer() ?? {};
  }

  return { socket, frames, texts, until, send };
}
