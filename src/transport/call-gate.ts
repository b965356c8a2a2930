import { bounds } from '#src/contract/bounds.ts';
import type { CallName } from '#src/contract/contract.ts';

/** Counts the calls of all screens that are under way. */
export type CallGate = {
  /** Undefined where as many are under way as may be; else what gives the place free again. */
  enter(name: CallName): (() => void) | undefined;
};

export function createCallGate(): CallGate {
  const underWay = new Map<CallName, number>();
  return {
    enter(name) {
      const others = underWay.get(name) ?? 0;
      if (others >= bounds[name].atOnce) return undefined;
      underWay.set(name, others + 1);
      return () => underWay.set(name, (underWay.get(name) ?? 1) - 1);
    },
  };
}
