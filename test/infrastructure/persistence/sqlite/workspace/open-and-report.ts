/** A second process: tries to open a workspace and writes what became of it; with `die` it opens it and kills itself. */
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { WorkspaceInUseError } from '#src/ports/store-errors.ts';

const [folder = '', migrationsFolder = '', end] = process.argv.slice(2);

try {
  const store = await openWorkspaceFiles({ folder, migrationsFolder, clock: Date });
  if (end === 'die') process.kill(process.pid, 'SIGKILL');
  await store.close();
  process.stdout.write('{}');
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const holder = error instanceof WorkspaceInUseError ? { processId: error.processId } : {};
  process.stdout.write(JSON.stringify({ error: error.name, message: error.message, ...holder }));
}
