/** What was thrown, as a text for a log or for the trader: anything can be thrown. */
export function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
