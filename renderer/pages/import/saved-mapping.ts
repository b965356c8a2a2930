import { importMapping, type ImportMapping } from '#src/contract/imports.ts';
import type { Client } from '#src/transport/connect.ts';

/** A mapping is remembered by the columns of the file: the next export of the same source has them too. */
export async function findMapping(
  client: Client,
  header: readonly string[],
): Promise<ImportMapping | undefined> {
  const kept = await client.call('settings.find', { scope: 'app', keys: [settingOf(header)] });
  const json = kept.ok ? kept.value.values[0]?.json : undefined;
  if (json === undefined) return undefined;
  try {
    const mapping = importMapping.safeParse(JSON.parse(json));
    return mapping.success ? mapping.data : undefined;
  } catch {
    return undefined;
  }
}

export async function keepMapping(client: Client, mapping: ImportMapping): Promise<void> {
  await client.call('settings.set', {
    scope: 'app',
    key: settingOf(mapping.header),
    json: JSON.stringify(mapping),
  });
}

/** FNV-1a of the names: a setting's key is short. */
function settingOf(header: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of header.join('\n').toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `import-mapping-${hash.toString(16)}`;
}
