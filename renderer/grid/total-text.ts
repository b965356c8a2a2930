import { dress, type Separators } from '#renderer/format/number.ts';

/** `10,000+` where there may be more than were counted. */
export function totalText(total: number, exact: boolean, separators: Separators): string {
  return `${dress(String(total), separators)}${exact ? '' : '+'}`;
}
