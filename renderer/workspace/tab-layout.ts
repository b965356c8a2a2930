/** The layout of this tab, which outlives a reload of it. Another tab has its own; a new one begins with the last. */
export function findTabLayout(workspaceId: string): unknown {
  const text = sessionStorage.getItem(nameOf(workspaceId));
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function keepTabLayout(workspaceId: string, layout: object): void {
  sessionStorage.setItem(nameOf(workspaceId), JSON.stringify(layout));
}

function nameOf(workspaceId: string): string {
  return `tapedeck.layout.${workspaceId}`;
}
