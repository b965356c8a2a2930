/** Knows which of the calls that go through it have not ended. */
export function createUnderWay() {
  const calls = new Set<Promise<unknown>>();
  return {
    follow<Args extends readonly unknown[], Value>(
      call: (...args: Args) => Promise<Value>,
    ): (...args: Args) => Promise<Value> {
      return async (...args) => {
        const answer = call(...args);
        calls.add(answer);
        try {
          return await answer;
        } finally {
          calls.delete(answer);
        }
      };
    },
    /** Resolves when all have, also those that are begun meanwhile. */
    async ended(): Promise<void> {
      while (calls.size > 0) await Promise.allSettled(calls);
    },
  };
}
