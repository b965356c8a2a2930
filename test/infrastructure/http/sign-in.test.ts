import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { createSignIn } from '#src/infrastructure/http/sign-in.ts';

const origin = 'http://127.0.0.1:4040';

function filesIn() {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-sign-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  return { address: at('sign-in-address'), page: at('sign-in.html'), sessions: at('sign-in-sessions') };
}

/** As a disk that has become read-only, or a scanner that has the file open, keeps it from being replaced. */
function block(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  writeFileSync(join(path, 'kept'), '');
}

it.each(['address', 'page', 'sessions'] as const)(
  'a browser is signed in although the file of the %s cannot be written, before or meanwhile',
  (name) => {
    const files = filesIn();
    const blocked = [files[name], `${files[name]}.new`];
    block(files[name]);
    for (const path of blocked) {
      const signIn = createSignIn(4040, origin, files);
      block(path);
      const token = signIn.address().slice(`${origin}/#token=`.length);
      const session = signIn.accept(token) ?? '';
      expect(signIn.accept(session)).toBe(session);
      expect(signIn.accept(token)).toBeUndefined();
      signIn.close();
    }
  },
);
