import type { MessageSocket } from '#src/transport/message-socket.ts';

/** There while the program answers, for a page that is loaded again. */
const tokenKey = 'tapedeck.token';
/** What the address offered, until the server has answered it: the page may be reloaded before. */
const offeredKey = 'tapedeck.offered';
/** The server's word for a token that it does not accept. */
const signInRefused = 4401;

export type OpenFailure = 'unreachable' | 'signed-out';

/** Opens signed-in sockets to the server that this page came from. */
export function createLoopbackSockets(): () => Promise<MessageSocket | OpenFailure> {
  let offered = takeTokenFromAddress() ?? sessionStorage.getItem(offeredKey) ?? undefined;
  let own = sessionStorage.getItem(tokenKey) ?? undefined;
  let signedOut = false;
  let isLeaving = false;
  // A new address put into this tab changes nothing but what stands after the #.
  window.addEventListener('hashchange', () => {
    if (signedOut) location.reload();
    else offered = takeTokenFromAddress() ?? offered;
  });
  window.addEventListener('pagehide', () => {
    isLeaving = true;
  });
  window.addEventListener('pageshow', () => {
    isLeaving = false;
  });

  return async () => {
    // The tab's own first: the address may be one that was used up.
    const opened = own === undefined ? 'signed-out' : await reopen(own);
    if (opened !== 'signed-out') return keep(opened);
    const signedIn = offered === undefined ? 'signed-out' : await signInWith(offered);
    signedOut = signedIn === 'signed-out';
    return keep(signedIn);
  };

  /**
   * While the program is down another one may listen on its port, and a page that is loaded then is that one's: it finds no
   * token. This page has its own in memory meanwhile.
   */
  function keep(opened: SignedIn | OpenFailure): MessageSocket | OpenFailure {
    if (opened === 'unreachable') sessionStorage.removeItem(tokenKey);
    if (typeof opened === 'string') return opened;
    own = opened.session;
    sessionStorage.setItem(tokenKey, opened.session);
    opened.socket.onClose(() => {
      if (!isLeaving) sessionStorage.removeItem(tokenKey);
    });
    return opened.socket;
  }
}

type SignedIn = { readonly session: string; readonly socket: MessageSocket };

/** Off the address, and so out of the history. */
function takeTokenFromAddress(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return undefined;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  sessionStorage.setItem(offeredKey, token);
  return token;
}

async function signInWith(token: string): Promise<SignedIn | OpenFailure> {
  const webSocket = await dial();
  return webSocket === undefined ? 'unreachable' : show(webSocket, token);
}

/**
 * With the token of an earlier connection. It is shown only to the program that gave it: while that is down another one
 * may listen on its port.
 */
async function reopen(token: string): Promise<SignedIn | OpenFailure> {
  const webSocket = await dial();
  if (webSocket === undefined) return 'unreachable';
  const nonce = textOf(crypto.getRandomValues(new Uint8Array(32)));
  const answer = await ask(webSocket, { session: token.split('.')[0], nonce });
  if (typeof answer === 'string') return answer;
  if (answer.get('proof') === (await proofOf(token, nonce))) return show(webSocket, token);
  webSocket.close();
  return 'unreachable';
}

async function show(webSocket: WebSocket, token: string): Promise<SignedIn | OpenFailure> {
  const answer = await ask(webSocket, { token });
  if (answer !== 'unreachable') sessionStorage.removeItem(offeredKey);
  if (typeof answer === 'string') return answer;
  const session = answer.get('session');
  if (typeof session === 'string') return { session, socket: socketOf(webSocket) };
  webSocket.close();
  return 'unreachable';
}

/** Undefined where no one answers. */
function dial(): Promise<WebSocket | undefined> {
  return new Promise((resolve) => {
    const webSocket = new WebSocket(`ws://${location.host}/socket`);
    webSocket.addEventListener('open', () => resolve(webSocket), { once: true });
    webSocket.addEventListener('close', () => resolve(undefined), { once: true });
  });
}

/** The fields of the answer. */
function ask(
  webSocket: WebSocket,
  question: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, unknown> | OpenFailure> {
  return new Promise((resolve) => {
    webSocket.addEventListener('message', ({ data }) => resolve(fieldsOf(String(data))), { once: true });
    webSocket.addEventListener(
      'close',
      ({ code }) => resolve(code === signInRefused ? 'signed-out' : 'unreachable'),
      { once: true },
    );
    if (webSocket.readyState === WebSocket.OPEN) webSocket.send(JSON.stringify(question));
    else resolve('unreachable');
  });
}

/** As the program works it out from the digest that it keeps; the origin is part of it. */
async function proofOf(token: string, nonce: string): Promise<string> {
  const bytes = new TextEncoder();
  const digest = await crypto.subtle.digest('SHA-256', bytes.encode(token));
  const key = await crypto.subtle.importKey('raw', digest, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const proof = await crypto.subtle.sign('HMAC', key, bytes.encode(`${location.origin}\n${nonce}`));
  return textOf(new Uint8Array(proof));
}

/** Base64 for addresses. */
function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
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

function fieldsOf(text: string): ReadonlyMap<string, unknown> {
  const answer: unknown = JSON.parse(text);
  return new Map(typeof answer === 'object' && answer !== null ? Object.entries(answer) : []);
}
