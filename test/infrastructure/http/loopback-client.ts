import { type RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { LoopbackServer } from '#src/infrastructure/http/loopback-server.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';

export function originOf({ port }: LoopbackServer): string {
  return `http://127.0.0.1:${port}`;
}

export function tokenOf(running: LoopbackServer): string {
  return running.address().split('#token=')[1] ?? '';
}

/** Opens, sends the first message, and tells what came: the session, or why not. */
export function signIn(
  running: LoopbackServer,
  first: string | Buffer | undefined,
  headers: Record<string, string> = { Origin: originOf(running) },
): Promise<{ session?: string; refused?: string; webSocket: WebSocket }> {
  const webSocket = new WebSocket(`ws://127.0.0.1:${running.port}/socket`, { headers });
  return new Promise((resolve) => {
    webSocket.on('open', () => {
      if (first !== undefined) webSocket.send(first);
    });
    webSocket.once('message', (data) => {
      resolve({ ...sessionMessage.parse(JSON.parse(textOf(data))), webSocket });
    });
    webSocket.on('close', (code) => resolve({ refused: String(code), webSocket }));
    webSocket.on('unexpected-response', (_request, response) => {
      resolve({ refused: String(response.statusCode), webSocket });
      response.destroy();
    });
    webSocket.on('error', () => {});
  });
}

const sessionMessage = z.object({ session: z.string() });

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}

export function message(token: string): string {
  return JSON.stringify({ token });
}

export function socketOf(webSocket: WebSocket): MessageSocket {
  return {
    send: (text) => webSocket.send(text),
    onMessage: (listener) => void webSocket.on('message', (data) => listener(textOf(data))),
    onClose: (listener) => void webSocket.on('close', (_code, reason) => listener(String(reason))),
    close: () => webSocket.close(),
  };
}

/** Everything that comes, once so much of it has. */
export function talk(running: LoopbackServer) {
  const webSocket = new WebSocket(`ws://127.0.0.1:${running.port}/socket`, {
    headers: { Origin: originOf(running) },
  });
  const got: unknown[] = [];
  webSocket.on('message', (data) => got.push(JSON.parse(textOf(data))));
  return {
    webSocket,
    answers: (count: number) =>
      new Promise<unknown[]>((resolve) => {
        const look = (): void => void (got.length >= count && resolve(got));
        webSocket.on('message', look);
        look();
      }),
  };
}

export function closing(webSocket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    webSocket.once('close', resolve);
  });
}
