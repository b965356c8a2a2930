import type { WorkspaceKind } from '#src/contract/workspace.ts';
import classes from './kind-badge.module.css';

const words: Record<WorkspaceKind, string> = { demo: 'Demo', paper: 'Paper', live: 'LIVE' };

/** Says whose money is at stake. Never hidden while a workspace is open. */
export function KindBadge({ kind }: { readonly kind: WorkspaceKind }) {
  return (
    <span className={classes['badge']} data-kind={kind}>
      {words[kind]}
    </span>
  );
}
