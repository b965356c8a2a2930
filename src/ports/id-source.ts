/** New ids, of 26 digits and upper-case letters. */
export interface IdSource {
  /** A ULID: sortable by time, with 80 random bits. */
  next(): string;
  /** 128 random bits: says nothing of when it was made, and no other program makes the same. */
  random(): string;
}
