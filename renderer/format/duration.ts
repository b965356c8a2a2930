import { dress, type Separators, unknownText } from './number.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Milliseconds as their largest unit and the next one, in the words of the language: "2 days 5 hr", "45 sec". */
export function formatDuration(
  milliseconds: number | undefined,
  separators: Separators,
  locale: string,
): string {
  if (milliseconds === undefined) return unknownText;
  const at = units.findIndex(([, size]) => milliseconds >= size);
  const [first, second] = at === -1 ? units.slice(-1) : units.slice(at, at + 2);
  if (first === undefined) return unknownText;
  const whole = Math.floor(milliseconds / first[1]);
  const texts = [inUnit(whole, first[0])];
  if (second !== undefined) {
    const rest = Math.floor((milliseconds - whole * first[1]) / second[1]);
    if (rest > 0) texts.push(inUnit(rest, second[0]));
  }
  return texts.join(' ');

  function inUnit(count: number, unit: (typeof units)[number][0]): string {
    const text = String(count);
    const format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      useGrouping: false,
    });
    return format.format(count).replace(text, dress(text, separators));
  }
}
