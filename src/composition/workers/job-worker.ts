import { constants, setPriority } from 'node:os';

/**
 * The entry of a job's thread. Linux gives a thread its own priority; elsewhere this would slow down the whole program.
 * It comes before the rest is loaded, which the thread that trades would otherwise wait for.
 */
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
await import('./run-job.ts');
