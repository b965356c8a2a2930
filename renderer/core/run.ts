/** For work that nobody waits for. It tells its failures itself: what it throws is a fault, which goes into the program's log. */
export function run(work: Promise<unknown>): void {
  work.catch((fault: unknown) =>
    // Uncaught again, outside of any promise: as the page hears of what is thrown elsewhere.
    queueMicrotask(() => {
      throw fault;
    }),
  );
}
