/** What an injector is told, and what it answers. */
export type Plan = {
  /** Case n is planned from seed + n, so any case can be run again alone. */
  readonly seed: number;
  readonly count: number;
};

export type Failure = { readonly seed: number; readonly what: string };

export type Outcome = {
  readonly injected: number;
  readonly survived: number;
  readonly failures: readonly Failure[];
  /** What else the run tells: how much was detected, how often a fault found nothing to hit. */
  readonly notes: readonly string[];
};

/** Why it cannot be injected here. */
export type Skipped = { readonly skipped: string };

export type Injector = {
  readonly name: string;
  readonly what: string;
  /** What a hostile screen or file does, as against what breaks by itself. */
  readonly group?: 'attacks';
  /** In CI and in the long run. */
  readonly counts: { readonly ci: number; readonly long: number };
  run(plan: Plan): Promise<Outcome | Skipped>;
};

/** The problems of one case, each of which is a reason why it did not survive. */
export type Case = (seed: number, index: number) => Promise<readonly string[]>;

export async function runCases({ seed, count }: Plan, runCase: Case): Promise<Outcome> {
  const failures: Failure[] = [];
  let survived = 0;
  for (let index = 0; index < count; index += 1) {
    const problems = await problemsOf(() => runCase(seed + index, index));
    if (problems.length === 0) survived += 1;
    failures.push(...problems.map((what) => ({ seed: seed + index, what })));
  }
  return { injected: count, survived, failures, notes: [] };
}

/** A fault of the harness is a failure of the case too: nothing passes by accident. */
export async function problemsOf(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work();
  } catch (fault) {
    return [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
  }
}
