import type { z } from 'zod';
import {
  importAnswers,
  importMapping,
  type ImportAnswers,
  type ImportMapping,
} from '#src/contract/imports.ts';
import type { Client } from '#src/transport/connect.ts';

const savedMapping = importMapping.extend({ answers: importAnswers.optional() });
/** With what holds for every file of the kind: which rows count, and what a minus before a fee means. */
export type SavedMapping = z.infer<typeof savedMapping>;

/** A mapping is remembered by the columns of the file: the next export of the same source has them too. */
export async function findMapping(
  client: Client,
  header: readonly string[],
): Promise<SavedMapping | undefined> {
  const kept = await client.call('settings.find', { scope: 'app', keys: [settingOf(header)] });
  const json = kept.ok ? kept.value.values[0]?.json : undefined;
  if (json === undefined) return undefined;
  try {
    const mapping = savedMapping.safeParse(JSON.parse(json));
    return mapping.success ? mapping.data : undefined;
  } catch {
    return undefined;
  }
}

export async function keepMapping(
  client: Client,
  mapping: ImportMapping,
  answers: ImportAnswers,
): Promise<void> {
  await client.call('settings.set', {
    scope: 'app',
    key: settingOf(mapping.header),
    json: JSON.stringify({ ...mapping, answers: lasting(answers) } satisfies SavedMapping),
  });
}

/** Those that are of the kind of file, and not of this one. */
function lasting(answers: ImportAnswers): ImportAnswers {
  return Object.fromEntries(
    Object.entries(answers).filter(([id]) => id === 'fees' || /^(?:level|status) /.test(id)),
  );
}

/** FNV-1a of the names: a setting's key is short. */
function settingOf(header: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of header.join('\n').toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `import-mapping-${hash.toString(16)}`;
}
