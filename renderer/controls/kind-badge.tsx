import type { WorkspaceKind } from '#src/contract/workspace.ts';
import classes from './kind-badge.module.css';
import { useSay } from './use-say.ts';

/** Says whose money is at stake. Never hidden while a workspace is open. */
export function KindBadge({ kind }: { readonly kind: WorkspaceKind }) {
  const say = useSay();
  return (
    <span className={classes['badge']} data-kind={kind}>
      {say(`desk.kind_${kind}`)}
    </span>
  );
}
