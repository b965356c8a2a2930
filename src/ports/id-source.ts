/** New ids: ULIDs, sortable by time, 26 characters, with 80 random bits. */
export interface IdSource {
  next(): string;
}
