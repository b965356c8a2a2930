/** A list of attacks on one running target, as an injector: each is tried, and counts as survived when it got nowhere. */
import { runCases, type Injector } from '#test/faults/injection.ts';

export type Attack<Target> = {
  readonly what: string;
  /** What it got: undefined when it was kept out. */
  readonly attempt: (target: Target) => Promise<string | undefined>;
};

export type AttackList<Target> = {
  readonly name: string;
  readonly what: string;
  readonly attacks: readonly Attack<Target>[];
  /** A reason instead of a target, where it cannot be tried here. */
  open(): Promise<Opened<Target> | { readonly skipped: string }>;
};

type Opened<Target> = {
  readonly target: Target;
  /** The files that are there and were not before. */
  left?(): Promise<readonly string[]>;
  close(): Promise<void>;
};

export function attackInjector<Target>({ name, what, attacks, open }: AttackList<Target>): Injector {
  return {
    name,
    what,
    group: 'attacks',
    counts: { ci: attacks.length, long: attacks.length },
    async run({ seed, count }) {
      const opened = await open();
      if ('skipped' in opened) return opened;
      const tried = Math.min(count, attacks.length);
      // Evenly over the list, so that a part of it has some of every kind.
      const step = attacks.length / tried;
      try {
        const outcome = await runCases({ seed, count: tried }, async (_seed, index) => {
          const attack = attacks[Math.floor((index + (seed % step) / step) * step) % attacks.length];
          const got = await attack?.attempt(opened.target);
          return got === undefined ? [] : [`${attack?.what}: ${got}`];
        });
        const letIn = `${outcome.failures.length} let in`;
        if (opened.left === undefined) return { ...outcome, notes: [letIn] };
        const left = await opened.left();
        const failures = [
          ...outcome.failures,
          ...left.map((file) => ({ seed, what: `${file} is left behind` })),
        ];
        return { ...outcome, failures, notes: [letIn, `${left.length} files left behind`] };
      } finally {
        await opened.close();
      }
    },
  };
}
