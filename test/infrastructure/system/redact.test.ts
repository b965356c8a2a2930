import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '#src/domain/secret.ts';
import { redact } from '#src/infrastructure/system/redact.ts';
import { harmless, leaks } from './leak-corpus.ts';

function written(value: unknown): string {
  return JSON.stringify(redact(value));
}

describe('nothing secret is written down', () => {
  it.each(leaks)('$what', ({ logged, secret }) => {
    expect(written(logged)).not.toContain(secret);
    expect(written({ nested: [logged] })).not.toContain(secret);
    expect(written(new Error(typeof logged === 'string' ? logged : '', { cause: logged }))).not.toContain(
      secret,
    );
  });
});

it.each(harmless)('what a line is read for stays: %j', (logged) => {
  expect(redact(logged)).toEqual(logged);
});

it('what was redacted is redacted again without a change', () => {
  for (const { logged } of leaks) expect(redact(redact(logged))).toEqual(redact(logged));
});

describe('a secret', () => {
  const value = 'between us';
  const secret = new Secret(value);

  it('masks itself wherever it is written', () => {
    for (const text of [
      String(secret),
      'a ' + String([secret]),
      JSON.stringify({ secret }),
      inspect({ secret }),
      written([secret]),
    ]) {
      expect(text).toContain('[secret]');
      expect(text).not.toContain(value);
    }
    expect(JSON.stringify(structuredClone(secret))).toBe('{}');
    expect(secret.reveal()).toBe(value);
  });

  it('is known by its value in whatever others write, also encoded', () => {
    expect(written(`we said ${value}, and /a/between%20us`)).toBe('"we said [secret], and /a/[secret]"');
    const quoted = new Secret('a "quoted" one');
    expect(written(JSON.stringify(JSON.stringify({ said: quoted.reveal() })))).not.toContain('quoted');
  });

  it('that is no whole text, as half a letter was pasted, keeps nobody from writing', () => {
    const cut = new Secret('between \udc90 us');
    expect(written(`we said ${cut.reveal()}, and /a/between%20%EF%BF%BD%20us`)).toBe(
      '"we said [secret], and /a/[secret]"',
    );
  });
});

describe('what is logged is bounded', () => {
  it('in its texts, its lists and its depth', () => {
    const loop: Record<string, unknown> = {
      list: Array.from({ length: 5000 }, () => 'x'),
      text: 'ä '.repeat(100_000),
    };
    loop['self'] = [loop, loop];
    const text = written(loop);
    expect(text.length).toBeLessThan(400_000);
    expect(text).toContain('200000 characters');
    expect(text).toContain('5000 items');
  });

  it('and no half of a secret is left where a text is cut', () => {
    expect(
      written(`${'a '.repeat(7990)} https://x.test/?token=${'s'.repeat(3000)} ${'b'.repeat(9000)}`),
    ).not.toContain('sss');
  });

  it('in time: a text that was made for it is read at once', () => {
    const texts = [
      'a.'.repeat(50_000),
      '://'.repeat(30_000),
      'token '.repeat(9000),
      '"'.repeat(50_000),
      `token:${'{'.repeat(50_000)}`,
      'https://a:'.repeat(9000),
      '-----BEGIN '.repeat(5000),
      '\\'.repeat(50_000),
      '%25'.repeat(20_000),
      'a%3D'.repeat(20_000),
      `token%3D%22${'a'.repeat(50_000)}`,
      '"token",'.repeat(9000),
      'seed: {'.repeat(9000),
      `token=${'\\"'.repeat(20_000)}`,
      '-a'.repeat(50_000),
      '-'.repeat(50_000),
      'eyJ-'.repeat(20_000),
    ];
    const longest = texts.map((text) => {
      const start = performance.now();
      redact(text);
      return performance.now() - start;
    });
    expect(Math.max(...longest)).toBeLessThan(500);
  });

  it('and what throws when it is read is said to be unreadable', () => {
    expect(
      redact({
        a: 1,
        get b() {
          throw new Error('no');
        },
      }),
    ).toBe('[unreadable]');
  });
});
