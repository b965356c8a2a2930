import { describe, expect, it } from 'vitest';
import { dayOrderWords, sinceWords, unknownDayWords } from '#renderer/words/day-words.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

describe('the words of the day', () => {
  // Berlin is at UTC+1 in December, Kathmandu at UTC+5:45 always.
  const berlin = { from: Date.UTC(2026, 11, 1, 23), zone: 'Europe/Berlin', unknown: [] };
  const kathmandu = {
    from: Date.UTC(2026, 11, 1, 22, 15),
    zone: 'Asia/Kathmandu',
    unknown: ['COIN', 'SHELL'],
  };

  it('say from when the profit counts, by the trader’s clock', () => {
    expect(sinceWords(berlin)).toBe('since 00:00 Europe/Berlin');
    expect(sinceWords(kathmandu)).toBe('since 04:00 Asia/Kathmandu');
  });

  it('say of what the opening is not known', () => {
    expect(unknownDayWords(undefined)).toBe('Day P&L is unknown until the day’s opening is read.');
    expect(unknownDayWords(berlin)).toBeUndefined();
    expect(unknownDayWords(kathmandu)).toBe(
      'Day P&L is unknown: COIN, SHELL had no known price at 04:00 Asia/Kathmandu, or at a deposit or withdrawal since.',
    );
  });

  it('say until when an order for the day is good', () => {
    const placed = Date.UTC(2026, 11, 2, 13);
    expect(dayOrderWords(placed, 'utc')).toBe('until 00:00 UTC');
    const midnight = new Date(Date.UTC(2026, 11, 3));
    const [hours, minutes] = [midnight.getHours(), midnight.getMinutes()].map((part) =>
      String(part).padStart(2, '0'),
    );
    const here = `${hours}:${minutes}`;
    expect(dayOrderWords(placed, 'local')).toBe(
      here === '00:00' ? 'until 00:00 UTC' : `until 00:00 UTC, ${here} here`,
    );
  });
});
