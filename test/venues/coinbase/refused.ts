/** An answer with another status than 200, in the vendor's envelope. */
export class Refused extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, message = error) {
    super(message);
    this.status = status;
    this.error = error;
  }
}
