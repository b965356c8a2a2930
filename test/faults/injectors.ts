import type { Injector } from './injection.ts';
import { killUnderLoad } from './kill-under-load.ts';

/** By their number in the list of faults. */
export const injectors: readonly Injector[] = [killUnderLoad];
