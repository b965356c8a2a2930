import { array, assert, asyncProperty, constantFrom, pre } from 'fast-check';
import { expect, it } from 'vitest';

import { connect } from '#src/transport/connect.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

function untold(): never {
  throw new Error('nothing goes wrong here');
}

function screenOf(own: Partial<Handlers>) {
  const pair = createSocketPair();
  const events = createFakeEvents();
  serve(pair.core, createFakeHandlers(own), events, {
    nextIncident: untold,
    onFault: untold,
    onMalformed: untold,
  });
  return { client: connect(pair.screen, untold), events };
}

/** By the names of Unicode: https://www.unicode.org/reports/tr36/ names the marks of direction and what has no width. */
it.each([
  ['RIGHT-TO-LEFT OVERRIDE', '\u202E', '‹U+202E›'],
  ['LEFT-TO-RIGHT ISOLATE', '\u2066', '‹U+2066›'],
  ['ARABIC LETTER MARK', '\u061C', '‹U+061C›'],
  ['ZERO WIDTH SPACE', '\u200B', '‹U+200B›'],
  ['SOFT HYPHEN', '\xAD', '‹U+00AD›'],
  ['INVISIBLE TIMES', '\u2062', '‹U+2062›'],
  ['HANGUL FILLER', '\u3164', '‹U+3164›'],
  ['LINE SEPARATOR', '\u2028', '‹U+2028›'],
  ['ESCAPE', '\u001B', '‹U+001B›'],
  ['NULL', '\0', '‹U+0000›'],
  ['BACKSPACE', '\b', '‹U+0008›'],
  ['a C1 control', '\x9B', '‹U+009B›'],
  ['half of a letter', '\uD800', '‹U+D800›'],
])('is spelled out to a screen: %s', async (_name, letter, shown) => {
  const strategy = `Tr${letter}end`;
  const { client } = screenOf({ 'orders.strategies': async () => ({ ok: true, value: [strategy] }) });
  expect(await client.call('orders.strategies', {})).toEqual({ ok: true, value: [`Tr${shown}end`] });
});

it.each([
  'a plain text',
  'two\nlines\tand a "quoted" one',
  String.raw`C:\users\u202E \b \\u001b`,
  'اسم عربي, שם עברי, नाम, 👩‍👩‍👧, می‌خواهم',
  '‹U+0041›',
])('goes to a screen as it is: %s', async (strategy) => {
  const { client } = screenOf({ 'orders.strategies': async () => ({ ok: true, value: [strategy] }) });
  expect(await client.call('orders.strategies', {})).toEqual({ ok: true, value: [strategy] });
});

it('is spelled out in events and failures too', async () => {
  const { client, events } = screenOf({
    'workspaces.open': async ({ id }) => ({ ok: false, error: { code: 'NOT_FOUND', what: 'workspace', id } }),
  });
  expect(await client.call('workspaces.open', { id: 'a‹U+202E›b' })).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', what: 'workspace', id: 'a‹U+202E›b' },
  });
  const heard: unknown[] = [];
  client.subscribe('record', {}, ({ epoch }) => heard.push(epoch));
  events.emit('record', { epoch: 'e\u200B', sequence: 1, change: { type: 'workspaceChanged' } });
  await Promise.resolve();
  expect(heard).toEqual(['e‹U+200B›']);
});

it('what a screen names as it was told is what it was', async () => {
  const asked: string[] = [];
  const { client } = screenOf({
    'workspaces.open': async ({ id }) => {
      asked.push(id);
      return { ok: false, error: { code: 'NOT_FOUND', what: 'workspace', id } };
    },
  });
  const letters = constantFrom(
    'a',
    ' ',
    '\\',
    '"',
    '‹',
    '›',
    'U+',
    '2',
    '0',
    '\u202E',
    '\u200B',
    '\u00AD',
    '👧',
  );
  await assert(
    asyncProperty(array(letters, { minLength: 1, maxLength: 12 }), async (parts) => {
      // A text that spells a letter out by itself is the letter.
      const text = parts.join('');
      pre(!/‹U\+[\dA-F]{4}›/.test(text));
      const told = await client.call('workspaces.open', { id: text });
      const shown = !told.ok && told.error.code === 'NOT_FOUND' ? told.error.id : '';
      expect(shown).not.toMatch(/[\u202E\u200B\u00AD]/);
      asked.length = 0;
      await client.call('workspaces.open', { id: shown });
      expect(asked).toEqual([text]);
    }),
  );
});
