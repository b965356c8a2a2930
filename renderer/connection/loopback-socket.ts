import type { MessageSocket } from '#src/transport/message-socket.ts';

const tokenKey = 'tapedeck.token';
/** The server's word for a token that it does not accept. */
const signInRefused = 4401;

export type OpenFailure = 'unreachable' | 'signed-out';

/** Opens signed-in sockets to the server that this page came from. */
export function createLoopbackSockets(): () => Promise<MessageSocket | OpenFailure> {
  const offered = takeTokenFromAddress();
  return async () => {
    // The tab's own first: the address may be one that was used up.
    for (const token of [sessionStorage.getItem(tokenKey), offered]) {
      const opened = token === null ? 'signed-out' : await dial(token);
      if (opened !== 'signed-out') return opened;
    }
    // A new address put into this tab changes nothing but what stands after the #.
    window.addEventListener('hashchange', () => location.reload(), { once: true });
    return 'signed-out';
  };
}

/** Off the address, and so out of the history. */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return token;
}

function dial(token: string): Promise<MessageSocket | OpenFailure> {
  return new Promise((resolve) => {
    const webSocket = new WebSocket(`ws://${location.host}/socket`);
    webSocket.addEventListener('open', () => webSocket.send(JSON.stringify({ token })));
    webSocket.addEventListener('close', ({ code }) =>
      resolve(code === signInRefused ? 'signed-out' : 'unreachable'),
    );
    webSocket.addEventListener(
      'message',
      ({ data }) => {
        const session = sessionIn(String(data));
        if (session === undefined) return webSocket.close();
        sessionStorage.setItem(tokenKey, session);
        resolve(socketOf(webSocket));
      },
      { once: true },
    );
  });
}

function socketOf(webSocket: WebSocket): MessageSocket {
  return {
    send(text) {
      if (webSocket.readyState === WebSocket.OPEN) webSocket.send(text);
    },
    onMessage: (listener) => webSocket.addEventListener('message', ({ data }) => listener(String(data))),
    onClose: (listener) => webSocket.addEventListener('close', ({ reason }) => listener(reason)),
    close: () => webSocket.close(),
  };
}

function sessionIn(text: string): string | undefined {
  const answer: unknown = JSON.parse(text);
  const session =
    typeof answer === 'object' && answer !== null && 'session' in answer ? answer.session : undefined;
  return typeof session === 'string' ? session : undefined;
}
