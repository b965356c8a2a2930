/** Runs one job at a time, in the order of asking. A job that throws ends for its caller alone. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<Value>(job: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(job);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
