import { describe, expect, it, onTestFinished } from 'vitest';
import { openDoor } from './door.ts';
import { browserAttacks } from './browser-attacks.ts';
import { doorAttacks } from './door-attacks.ts';
import { otherUserAttacks } from './other-user-attacks.ts';
import { traversals } from './traversal/traversal-attacks.ts';

/** Of each list; all of a shorter one. */
const part = 60;

it('paths that lead out lead nowhere', { timeout: 120_000 }, async () => {
  expect(await traversals.run({ seed: 7, count: 500 })).toMatchObject({ injected: 500, failures: [] });
});

describe.each([doorAttacks, browserAttacks, otherUserAttacks])('$name $what', (injector) => {
  it('are kept out', { timeout: 120_000 }, async ({ skip }) => {
    const outcome = await injector.run({ seed: 100, count: part });
    if ('skipped' in outcome) return skip(outcome.skipped);
    expect(outcome).toMatchObject({ failures: [] });
  });
});

it('whoever comes by the right name, with the token, is let in: the lists above would notice', async () => {
  const { target: door, close } = await openDoor();
  onTestFinished(close);
  expect(await door.send(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 200 /,
  );
  expect(await door.signIn(JSON.stringify({ token: door.token() }))).toBe(true);
  expect(await door.isTraderIn()).toBe(true);
});
