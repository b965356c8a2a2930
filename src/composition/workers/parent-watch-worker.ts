import { watchParent } from '#src/infrastructure/threads/leave-with-parent.ts';

/** The entry of the thread that ends a job's process when the program is gone. */

watchParent();
