import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export type OneRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

export type OneAnswer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Undefined where it goes on for longer than is read. */
  readonly text: string | undefined;
};

export type SendOnce = {
  /** Throws where no whole answer comes: the venue may have the request all the same. */
  send(request: OneRequest, signal: AbortSignal): Promise<OneAnswer>;
  close(): void;
};

/**
 * Sends each request once, whatever comes of it. `fetch` does not: it sends again what is answered with 421, and follows
 * redirects unless it is told not to.
 */
export function createSendOnce(address: string, mostBytes: number): SendOnce {
  const isSecure = new URL(address).protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const request = isSecure ? requestHttps : requestHttp;
  return {
    send: ({ url, method, headers, body }, signal) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { method, agent, signal }, (answer) => {
          read(answer, mostBytes).then(resolve, reject);
        });
        // The options are what Node prints of a connection where it is told to (NODE_DEBUG), a key among their headers.
        for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

async function read(answer: IncomingMessage, mostBytes: number): Promise<OneAnswer> {
  const { statusCode: status = 0, headers } = answer;
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.length;
    if (bytes > mostBytes) {
      answer.destroy();
      return { status, headers, text: undefined };
    }
    pieces.push(piece);
  }
  return { status, headers, text: Buffer.concat(pieces).toString('utf8') };
}
