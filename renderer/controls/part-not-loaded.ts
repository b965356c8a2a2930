/** A piece of the program's own code did not come. `forget` lets the next try fetch it again. */
export class PartNotLoaded extends Error {
  override readonly name = 'PartNotLoaded';
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super('a part of the screen could not be loaded', { cause });
    this.forget = forget;
  }
}
