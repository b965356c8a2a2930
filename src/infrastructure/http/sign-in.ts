import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** More tabs than anyone keeps; the oldest is signed out. */
const mostSessions = 32;

export type SignIn = {
  /** The address that signs a browser in, once. The file holds it, but for a disk that does not take it. */
  address(): string;
  /** Takes the token of the address, or one that it returned before; returns what to reconnect with. */
  accept(token: string): string | undefined;
  close(): void;
};

/**
 * The address's token is good for one sign-in, then the file holds the next address. The signed-in tab gets a token
 * of its own, good until the program ends: it reconnects and reloads with that.
 */
export function createSignIn(origin: string, file: string): SignIn {
  let single = newToken();
  const sessions: Buffer[] = [];

  function address(): string {
    return `${origin}/#token=${single}`;
  }

  function write(): void {
    const fresh = `${file}.new`;
    try {
      // Moved into place, so that the mode is right even where an older file had another.
      writeFileSync(fresh, `${address()}\n`, { mode: 0o600 });
      renameSync(fresh, file);
    } catch {
      // A full disk must neither keep a trader out nor end the program: the address is printed too.
      for (const path of [fresh, file]) rmSync(path, { force: true });
    }
  }

  write();
  return {
    address,
    accept(token) {
      const digest = digestOf(token);
      if (sessions.some((session) => timingSafeEqual(session, digest))) return token;
      if (!timingSafeEqual(digestOf(single), digest)) return undefined;
      single = newToken();
      write();
      const session = newToken();
      sessions.push(digestOf(session));
      if (sessions.length > mostSessions) sessions.shift();
      return session;
    },
    close: () => rmSync(file, { force: true }),
  };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Equal in length whatever was sent, as the comparison needs. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
