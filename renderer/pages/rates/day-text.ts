/** A day of UTC as rates are published of, which no zone moves. */
export function dayText(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
