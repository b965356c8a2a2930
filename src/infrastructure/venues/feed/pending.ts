/** Questions to a worker that wait for their answers, by id. */
export type Pending<Answer> = {
  /** Sends the question with a new id; unless `open`, it is answered as failed at once. */
  ask(open: boolean, send: (id: number) => void): Promise<Answer>;
  answer(id: number, answer: Answer): void;
  /** Answers everything that waits: nobody else will. */
  fail(): void;
};

export function createPending<Answer>(failure: Answer): Pending<Answer> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let nextId = 1;
  return {
    async ask(open, send) {
      if (!open) return failure;
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        send(id);
      });
    },
    answer(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
    fail() {
      for (const resolve of waiting.values()) resolve(failure);
      waiting.clear();
    },
  };
}
