/** Counts what waits for all screens that do not keep up. */
export type Backlog = {
  /** So many characters wait for the screen; where too many do for all together, the one that is furthest behind is let go. */
  note(screen: Waiting, characters: number): void;
  forget(screen: Waiting): void;
};

type Waiting = { close(): void };

/** Twice what one screen may be behind. */
const mostTogether = 128 * 1024 * 1024;

export function createBacklog(): Backlog {
  const waits = new Map<Waiting, number>();
  let total = 0;

  function forget(screen: Waiting): void {
    total -= waits.get(screen) ?? 0;
    waits.delete(screen);
  }

  return {
    note(screen, characters) {
      forget(screen);
      if (characters === 0) return;
      waits.set(screen, characters);
      total += characters;
      if (total <= mostTogether) return;
      const [furthest] = [...waits].toSorted(([, one], [, other]) => other - one);
      if (furthest === undefined) return;
      forget(furthest[0]);
      furthest[0].close();
    },
    forget,
  };
}
