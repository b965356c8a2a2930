/** The tables that are shown, and by what each can be grouped: for whatever is not at the table itself. */
export type GroupableTable = {
  /** Of its panel, or of itself where it stands in none. */
  readonly name: () => string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Undefined where it is not grouped. */
  readonly chosen: string | undefined;
  readonly group: (id: string | undefined) => void;
};

const shown = new Set<() => GroupableTable>();

/** Until what is returned is called. */
export function offerGroups(table: () => GroupableTable): () => void {
  shown.add(table);
  return () => void shown.delete(table);
}

export function groupableTables(): readonly GroupableTable[] {
  return [...shown].map((table) => table());
}
