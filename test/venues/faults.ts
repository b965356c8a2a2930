import { seededRandom } from '#test/faults/seeded.ts';

/** What goes wrong with one request: whether the venue takes it, and what the client gets. */
export type Fault = {
  readonly taken: boolean;
  readonly answer:
    | 'as it is'
    /** The connection stays open, and nothing ever comes. */
    | 'none'
    /** The connection ends without an answer: orderly, or by a reset. */
    | 'closed'
    | 'reset'
    /** The body breaks off in the middle, as a whole answer or with the connection. */
    | 'truncated'
    | 'cut off'
    /** Byte by byte. */
    | 'slow'
    | Canned;
  /** Before the request is looked at, and then before its answer is sent. */
  readonly delayBefore?: number;
  readonly delayAfter?: number;
};

/** An answer that takes the place of the venue's own. */
export type Canned = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What goes wrong with one frame that the venue pushes. */
export type FrameFault = 'dropped' | 'twice' | 'after the next';

type Seeded<Kind> = {
  readonly seed: number;
  /** Of a hundred. */
  readonly percent: number;
  readonly faults: readonly Kind[];
  /** Of these requests or frames; of all where nothing is said. */
  readonly kinds?: readonly string[];
};

/** The faults of one venue. Nothing goes wrong until it is asked for. */
export type Faults = {
  /** The next requests of the kind, or of any (`*`), get this; one of them by default. */
  next(kind: string, fault: Fault, times?: number): void;
  nextFrame(kind: string, fault: FrameFault, times?: number): void;
  /** From now on by chance: the same seed and the same requests, the same faults. */
  seeded(plan: Seeded<Fault>): void;
  seededFrames(plan: Seeded<FrameFault>): void;
  /** Nothing more goes wrong. */
  clear(): void;
  /** How many requests and frames something went wrong with, and how. */
  readonly injected: readonly { readonly kind: string; readonly fault: Fault | FrameFault }[];
  /** For the venue: the fault of a request of the kind that has just come. */
  ofRequest(kind: string): Fault | undefined;
  /** For the venue: the fault of a frame of the kind that is about to be sent. */
  ofFrame(kind: string): FrameFault | undefined;
};

const keptInjected = 100_000;

export function createFaults(): Faults {
  const injected: { kind: string; fault: Fault | FrameFault }[] = [];
  const requests = createPlan<Fault>();
  const frames = createPlan<FrameFault>();

  function noted<Kind extends Fault | FrameFault>(kind: string, fault: Kind | undefined): Kind | undefined {
    if (fault !== undefined && injected.length < keptInjected) injected.push({ kind, fault });
    return fault;
  }

  return {
    injected,
    next: requests.next,
    nextFrame: frames.next,
    seeded: requests.seeded,
    seededFrames: frames.seeded,
    clear() {
      requests.clear();
      frames.clear();
    },
    ofRequest: (kind) => noted(kind, requests.of(kind)),
    ofFrame: (kind) => noted(kind, frames.of(kind)),
  };
}

function createPlan<Kind>() {
  let planned: { readonly kind: string; readonly fault: Kind; left: number }[] = [];
  let chance: ((kind: string) => Kind | undefined) | undefined;
  return {
    next(kind: string, fault: Kind, times = 1): void {
      planned.push({ kind, fault, left: times });
    },
    seeded({ seed, percent, faults, kinds }: Seeded<Kind>): void {
      const random = seededRandom(seed);
      chance = (kind) => {
        if (kinds !== undefined && !kinds.includes(kind)) return undefined;
        return random.next() * 100 < percent ? random.pick(faults) : undefined;
      };
    },
    clear(): void {
      planned = [];
      chance = undefined;
    },
    of(kind: string): Kind | undefined {
      const entry = planned.find((plan) => plan.kind === kind || plan.kind === '*');
      if (entry === undefined) return chance?.(kind);
      entry.left -= 1;
      if (entry.left === 0) planned = planned.filter((plan) => plan !== entry);
      return entry.fault;
    },
  };
}
