import { describe, expect, it, test } from 'vitest';
import { accountRefusals } from '#src/domain/account-refusal.ts';
import { keyProblems } from '#src/domain/key-problem.ts';
import { alertCodes } from '#src/domain/alert.ts';
import { isCoded, type CodeTable } from '#src/domain/coded.ts';
import { workCodes } from '#src/domain/long-work.ts';
import { feedReasons } from '#src/domain/feed-reason.ts';
import { fileProblems } from '#src/domain/file-problem.ts';
import { findingProblems } from '#src/domain/finding.ts';
import { storeProblems } from '#src/domain/store-problem.ts';
import { taskProblems } from '#src/domain/task-problem.ts';
import { inputProblems } from '#src/domain/input-problem.ts';
import { rowEnds } from '#src/domain/row-end.ts';
import { unansweredReasons, venueProblems } from '#src/domain/unanswered.ts';
import { orderDetails } from '#src/domain/order-reason.ts';
import { createFormat } from '#renderer/format/format.ts';
import { alertWords, feedReasonWords, reasonWords, unansweredWords } from '#renderer/words/coded-words.ts';
import { workWords } from '#renderer/words/work-words.ts';
import { deAtOnce } from '#renderer/words/packs/de-at-once.ts';
import { deLater } from '#renderer/words/packs/de-later.ts';
import { enAtOnce } from '#renderer/words/packs/en-at-once.ts';
import { enLater } from '#renderer/words/packs/en-later.ts';
import { fileProblemWords } from '#renderer/words/file-problem-words.ts';
import { rowEndWords } from '#renderer/words/row-words.ts';
import { speak, type Pack } from '#renderer/words/say.ts';
import { speakEnglish } from '#test/renderer/english.ts';

const languages: Readonly<Record<string, Pack>> = {
  en: { ...enAtOnce, ...enLater },
  de: { ...deAtOnce, ...deLater },
};
const tables: Readonly<Record<string, CodeTable>> = {
  accounts: accountRefusals,
  keys: keyProblems,
  feed: feedReasons,
  finding: findingProblems,
  imports: fileProblems,
  // Those that feeds and keys have too are said with these.
  reason: Object.fromEntries(
    Object.entries(orderDetails).filter(([code]) => !(code in feedReasons) && !(code in venueProblems)),
  ),
  problem: inputProblems,
  row: rowEnds,
  store: storeProblems,
};

/** What a compiled message names. */
function named(message: unknown): string[] {
  return [...new Set(valuesOf(message))].toSorted();
}

function valuesOf(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((node: unknown): string[] => {
    if (!Array.isArray(node)) return [];
    const [name, kind, options]: unknown[] = node;
    if (typeof kind !== 'number') return [String(name)];
    const branches = typeof options === 'object' && options !== null ? Object.values(options) : [];
    return [String(name), ...branches.flatMap(valuesOf)];
  });
}

describe.each(Object.entries(languages))('%s', (_locale, pack) => {
  it.each(Object.entries(tables))('says every value of every code: %s', (area, codes) => {
    const said = Object.keys(codes).map((code) => [code, named(pack[area]?.[code])]);
    const given = Object.entries(codes).map(([code, values]) => [code, Object.keys(values).toSorted()]);
    expect(said).toEqual(given);
  });

  it.each(Object.entries(tables))('says of each code something else: %s', (area, codes) => {
    const said = Object.keys(codes).map((code) => JSON.stringify(pack[area]?.[code]));
    expect(said.filter((words, at) => said.indexOf(words) !== at)).toEqual([]);
  });
});

describe.each(Object.entries(languages))('%s', (_locale, pack) => {
  it.each(Object.entries(taskProblems))(
    'says every value of what long work came to in its two sentences: %s',
    (code, values) => {
      const { [code]: meaning, [`${code}_remedy`]: remedy } = pack['task'] ?? {};
      expect([meaning, remedy]).not.toContain(undefined);
      expect([...named(meaning), ...named(remedy)]).toEqual(Object.keys(values));
    },
  );

  it.each(Object.entries(alertCodes))(
    'says every value of an alert in its two sentences: %s',
    (code, values) => {
      const { [code]: title, [`${code}_message`]: message } = pack['alert'] ?? {};
      expect([...new Set([...named(title), ...named(message)])].toSorted()).toEqual(
        Object.keys(values).toSorted(),
      );
    },
  );
});

const german = createFormat('point-comma', 'utc', false, 'de');
const short = { code: 'INSUFFICIENT_BALANCE', needed: '15000.9', free: '9500', currency: 'USDT' } as const;

test('a reason is a sentence in the trader’s language and writing', () => {
  speak({ locale: 'de', messages: languages['de'] ?? {}, separators: 'point-comma' });
  expect(reasonWords(short, german)).toBe(
    'Guthaben reicht nicht: Nötig sind 15.000,9 USDT, frei sind 9.500 USDT.',
  );
  expect(reasonWords({ code: 'LIMIT_PRICE_DISTANCE', asked: '0.123456', allowed: '0.1' }, german)).toContain(
    'ist 10\u00a0%, und es wären 12,3456\u00a0%.',
  );
  expect(
    feedReasonWords(
      {
        venue: 'binance',
        status: 'offline',
        since: 0,
        reason: { code: 'FEED_FAILED', cause: 'socket hang up' },
        retryIn: 1.5,
      },
      german,
    ),
  ).toBe('Die Verbindung ist gescheitert: „socket hang up“. Erneut in 1,5 s.');
});

test('an alert says what happened and what to do; one of an earlier version is shown as it was written', () => {
  speak({ locale: 'de', messages: languages['de'] ?? {}, separators: 'point-comma' });
  const overfilled = { instrument: 'test:BTCUSDT', order: 'td-7', quantity: '1234.5' };
  expect(alertWords({ code: 'OVERFILLED', ...overfilled }, german)).toEqual({
    title: 'Überausgeführt: test:BTCUSDT',
    message: expect.stringContaining('hat 1.234,5 mehr ausgeführt, als die Order td-7 verlangte.'),
  });
  const earlier = { title: 'Overfilled: test:BTCUSDT', message: 'The venue filled 1234.5 more.' };
  expect(alertWords(earlier, german)).toEqual({
    title: earlier.title,
    message: 'The venue filled 1.234,5 more.',
  });
});

test('why something failed is said in the trader’s language, and quoted where it has no code', () => {
  speak({ locale: 'de', messages: languages['de'] ?? {}, separators: 'point-comma' });
  const locked = { code: 'RECORD_LOCKED', seconds: 1_500 } as const;
  expect(reasonWords({ code: 'NOT_RECORDED', cause: locked }, german)).toMatch(
    /^Nicht gesendet: Es ließ sich nicht aufzeichnen\. Seit 1\.500 Sekunden hält ein anderes Programm/u,
  );
  expect(reasonWords({ code: 'NOT_RECORDED', cause: 'EMFILE: too many open files.' }, german)).toBe(
    'Nicht gesendet: Es ließ sich nicht aufzeichnen. Der Grund: „EMFILE: too many open files“.',
  );
  expect(alertWords({ code: 'READ_ONLY', cause: { code: 'READ_ONLY' } }, german).message).toBe(
    'Er wurde zum Lesen geöffnet.',
  );
});

test('what a venue or an earlier version said is quoted, and nothing said is nothing', () => {
  speakEnglish();
  const format = createFormat('comma-point', 'utc', false);
  expect(reasonWords('Margin is insufficient: 1500.5 USDT', format)).toBe(
    '“Margin is insufficient: 1,500.5 USDT”',
  );
  expect(reasonWords('', format)).toBe('');
});

test('in privacy mode amounts are hidden and prices are not', () => {
  speakEnglish();
  const hidden = createFormat('comma-point', 'utc', true);
  expect(reasonWords(short, hidden)).not.toMatch(/\d/u);
  expect(reasonWords({ code: 'FILL', quantity: '2', price: '104.5' }, hidden)).toBe('••• at 104.5');
});

test('what a file has is quoted as it stands, and what to write is written as the file has to have it', () => {
  speak({ locale: 'de', messages: languages['de'] ?? {}, separators: 'point-comma' });
  const twice = { code: 'TWO_NUMBERS', text: '1,500', whole: '1500', fraction: '1.500' } as const;
  expect(rowEndWords(twice, german)).toBe(
    '„1,500“ lässt sich als zwei Zahlen lesen. Schreiben Sie 1500 oder 1.500, je nachdem, was gemeint ist.',
  );
  expect(fileProblemWords({ code: 'LINE_TOO_LONG', line: 1200, longest: 16_384 })).toMatch(
    /^Zeile 1\.200 ist länger als 16\.384 Zeichen\./u,
  );
  const hidden = createFormat('point-comma', 'utc', true, 'de');
  expect(rowEndWords(twice, hidden)).not.toMatch(/\d/u);
});

test.each(Object.keys(workCodes))('long work is named in both languages: %s', (code) => {
  const work = { code, file: 'fills.csv', accountId: 'a1', account: 'Binance' };
  if (!isCoded(work, workCodes)) throw new RangeError(code);
  const names = Object.entries(languages).map(([locale, messages]) => {
    speak({ locale, messages, separators: 'comma-point' });
    return workWords(work);
  });
  expect(new Set(names).size).toBe(2);
});

test.each(Object.keys(unansweredReasons))(
  'why a venue did not answer leaves it to whoever tells it when it is asked again: %s',
  (code) => {
    const why = { code, said: 'no route', status: 407, until: 0, order: 'td-7' };
    if (!isCoded(why, unansweredReasons)) throw new RangeError(code);
    for (const [locale, messages] of Object.entries(languages)) {
      speak({ locale, messages, separators: 'comma-point' });
      expect(unansweredWords(why, german)).not.toMatch(/again|erneut|noch einmal/iu);
    }
  },
);
