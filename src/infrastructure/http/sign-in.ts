import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret } from '#src/domain/secret.ts';
import {
  keepSessions,
  type KeptSession,
  readKeptSessions,
  removeIfPossible,
  sayEvery,
  sayThere,
  writeForOwner,
} from '#src/infrastructure/http/kept-sessions.ts';

/** More tabs than anyone keeps; the oldest is signed out. */
const mostSessions = 32;
/** A tab that was not connected for so long is signed out. */
const longestAway = 7 * 24 * 60 * 60 * 1000;

export type SignIn = {
  /** The address that signs a browser in, once. The file holds it, but for a disk that does not take it. */
  address(): string;
  /**
   * What only the program that gave a session its token can say to a tab's nonce. The tab asks for it before it shows
   * its token: another program may listen on the port while this one is down. Undefined for a session not known.
   */
  prove(session: string, nonce: string): string | undefined;
  /** Takes the token of the address, or one that it returned before; returns what to reconnect with. */
  accept(token: string): string | undefined;
  /** True for a token that `accept` would take. It is not used up. */
  knows(token: string): boolean;
  /** A tab counts as away from now on: it is connected with that token, or was until now. */
  noteConnected(token: string): void;
  close(): void;
};

export type SignInFiles = {
  /** Holds the next address. */
  readonly address: string;
  /** A page that leads to it: whoever starts a browser names this file, and nobody sees the token among its arguments. */
  readonly page: string;
  /** Holds who was signed in. */
  readonly sessions: string;
};

/**
 * The address's token is good for one sign-in, then the file holds the next address. The signed-in tab gets a token
 * of its own: it reconnects and reloads with that, also after a restart on the same port.
 */
export function createSignIn(port: number, origin: string, files: SignInFiles): SignIn {
  let single = offer(new Secret(newToken()));
  let sessions = sessionsOf(port, files.sessions);
  let closed = false;

  function address(): string {
    return `${origin}/#token=${single.reveal()}`;
  }

  function isSession(token: string): boolean {
    return isGiven(token, sessions.filter(isStillGood));
  }

  function isSingle(token: string): boolean {
    return timingSafeEqual(digestOf(single.reveal()), digestOf(token));
  }

  function signIn(token: string): string {
    const id = idOf(token);
    const session = { id, digest: digestOf(token).toString('base64url'), usedAt: Date.now() };
    sessions = [...sessions.filter((other) => other.id !== id), session].slice(-mostSessions);
    keepSessions(files.sessions, { port, sessions });
    return token;
  }

  function offer(token: Secret): Secret {
    const next = `${origin}/#token=${token.reveal()}`;
    writeForOwner(files.address, `${next}\n`);
    writeForOwner(files.page, pageTo(next));
    return token;
  }

  keepSessions(files.sessions, { port, sessions });
  const saying = setInterval(() => sayThere(files.sessions), sayEvery);
  saying.unref();
  return {
    address,
    prove(id, nonce) {
      const session = sessions.filter(isStillGood).find((other) => other.id === id);
      return session === undefined ? undefined : proofOf(session, origin, nonce);
    },
    accept(token) {
      if (isSession(token)) return signIn(token);
      if (!isSingle(token)) return undefined;
      single = offer(new Secret(newToken()));
      return signIn(`${randomBytes(16).toString('base64url')}.${newToken()}`);
    },
    knows: (token) => isSession(token) || isSingle(token),
    noteConnected(token) {
      // Once it is closed, the file is the next one's.
      if (!closed && isGiven(token, sessions)) signIn(token);
    },
    close() {
      closed = true;
      clearInterval(saying);
      sayThere(files.sessions);
      for (const file of [files.address, files.page]) removeIfPossible(file);
    },
  };
}

/** The address is ours to the last sign: it holds none that HTML would read. */
function pageTo(address: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Tapedeck</title>
<p><a href="${address}">Tapedeck</a>
`;
}

/** Those of another port belong to pages of another origin, which never find this one. */
function sessionsOf(port: number, file: string): readonly KeptSession[] {
  const kept = readKeptSessions(file);
  if (kept?.port !== port) return [];
  return kept.sessions.filter(
    (session) => isStillGood(session) && digestIn(session).length === digestOf('').length,
  );
}

function isGiven(token: string, sessions: readonly KeptSession[]): boolean {
  const digest = digestOf(token);
  return sessions.some((session) => timingSafeEqual(digestIn(session), digest));
}

function isStillGood({ usedAt }: KeptSession): boolean {
  return usedAt > Date.now() - longestAway;
}

/** Bound to the origin, so that a program on another port cannot pass it on as its own. */
function proofOf(session: KeptSession, origin: string, nonce: string): string {
  return createHmac('sha256', digestIn(session)).update(`${origin}\n${nonce}`).digest('base64url');
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The part of a session's token that names it and is no secret. */
function idOf(token: string): string {
  return token.split('.')[0] ?? '';
}

/** Equal in length whatever was sent, as the comparison needs. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function digestIn({ digest }: KeptSession): Buffer {
  return Buffer.from(digest, 'base64url');
}
