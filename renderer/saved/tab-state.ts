/**
 * What this tab shows of a workspace: its layout, what is selected. It outlives a reload of the tab. Another tab has its
 * own; a new one begins with what is kept for all.
 */
export function findInTab(what: string, workspaceId: string): unknown {
  const text = sessionStorage.getItem(nameOf(what, workspaceId));
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function keepInTab(what: string, workspaceId: string, state: object): void {
  sessionStorage.setItem(nameOf(what, workspaceId), JSON.stringify(state));
}

function nameOf(what: string, workspaceId: string): string {
  return `tapedeck.${what}.${workspaceId}`;
}
