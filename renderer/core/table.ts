/**
 * One that has gone stays as undefined until the map is copied: a Map from which the same key is deleted and added again
 * becomes slow at that key.
 */
type Rows<Row> = Map<string, Row | undefined>;

/** What makes the rows of one version those of the version it leads to. */
type Step<Row> = { readonly id: string; readonly row: Row | undefined; readonly to: Table<Row> };

/** A version that is held for long holds at most so many later ones, beyond as many as there are rows. */
const longestWay = 1000;

/**
 * Rows by id, as they were at one moment: a table never changes. The next moment's table is made of it, in the time of what
 * changed, however many rows there are: the two share one map, which is that of the table that was read last, and the other
 * has the step that leads there. Reading an older one takes the steps back.
 */
export class Table<Row> {
  readonly size: number;
  #rows: Rows<Row> | Step<Row>;
  readonly #way: number;

  constructor(rows: Rows<Row> = new Map(), size = rows.size, way = 0) {
    this.size = size;
    this.#rows = rows;
    this.#way = way;
  }

  find(id: string): Row | undefined {
    return this.#read().get(id);
  }

  ids(): readonly string[] {
    return [...this.#read()].flatMap(([id, row]) => (row === undefined ? [] : [id]));
  }

  /** In the order in which they came. */
  list(): readonly Row[] {
    return [...this.#read().values()].filter((row) => row !== undefined);
  }

  with(id: string, row: Row): Table<Row> {
    const before = this.find(id);
    return before === row ? this : this.#stepTo(id, row, before === undefined ? this.size + 1 : this.size);
  }

  without(id: string): Table<Row> {
    return this.find(id) === undefined ? this : this.#stepTo(id, undefined, this.size - 1);
  }

  /** The ids whose row is, or was in between, another one than before; undefined where the one was not made of the other. */
  changedSince(before: Table<Row>): ReadonlySet<string> | undefined {
    this.#read();
    const ids = new Set<string>();
    let rows = before.#rows;
    while (!(rows instanceof Map)) {
      ids.add(rows.id);
      rows = rows.to.#rows;
    }
    return rows === this.#rows ? ids : undefined;
  }

  #stepTo(id: string, row: Row | undefined, size: number): Table<Row> {
    const shared = this.#read();
    const isFar = this.#way > longestWay + size;
    const rows = isFar ? new Map([...shared].filter(([, held]) => held !== undefined)) : shared;
    const next = new Table(rows, size, isFar ? 0 : this.#way + 1);
    if (!isFar) this.#rows = { id, row: rows.get(id), to: next };
    rows.set(id, row);
    return next;
  }

  /** Makes the shared map that of this table, and every step on the way there the one that leads back. */
  #read(): Rows<Row> {
    const steps: Step<Row>[] = [];
    let rows = this.#rows;
    while (!(rows instanceof Map)) {
      steps.push(rows);
      rows = rows.to.#rows;
    }
    for (const [at, { id, row, to }] of [...steps.entries()].toReversed()) {
      const nearer = steps[at - 1]?.to ?? this;
      to.#rows = { id, row: rows.get(id), to: nearer };
      rows.set(id, row);
      nearer.#rows = rows;
    }
    return rows;
  }
}

export function tableOf<Row>(rows: readonly Row[], idOf: (row: Row) => string): Table<Row> {
  return new Table<Row>(new Map(rows.map((row) => [idOf(row), row])));
}
