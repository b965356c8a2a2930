import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { z } from 'zod';

/** Scripts and style sheets that an open workspace waits for before its first paint, compressed. Fonts are apart. */
export const screenBudget = 306_000;

/** The page itself, and a workspace's own: its bars and the dock with a place for each panel. */
const firstPainted = ['index.html', 'desk/workspace-page.tsx'];
/** What it says, in one of the languages. */
const spokenFirst = /^words\/packs\/.*-at-once\.ts$/;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** What those load by themselves, with what that imports at once, in the longest language. */
export function eagerSize(folder: string): number {
  const text = readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8');
  const manifest = manifestSchema.parse(JSON.parse(text));
  const languages = Object.keys(manifest).filter((name) => spokenFirst.test(name));
  return Math.max(...languages.map((language) => sizeOf([...firstPainted, language], folder, manifest)));
}

function sizeOf(names: readonly string[], folder: string, manifest: z.infer<typeof manifestSchema>): number {
  const files = new Set<string>();
  function add(name: string): void {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    if (files.has(chunk.file)) return;
    for (const file of [chunk.file, ...chunk.css]) files.add(file);
    for (const imported of chunk.imports) add(imported);
  }
  for (const name of names) add(name);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

/** Fails the build of a screen that has grown too large for its start, or whose components lack their styles. */
export function checkScreen(folder: string): Plugin {
  const styled = new Set<string>();
  return {
    name: 'tapedeck-screen',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const name = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1];
          if (name !== undefined) styled.add(name);
        }
      }
    },
    closeBundle() {
      const imported = readFileSync('renderer/theme/mantine.css', 'utf8');
      const named = [...imported.matchAll(/\/([A-Z]\w+)\.css'/g)].map(([, name = '']) => name);
      const missing = [...styled].filter((name) => !named.includes(name));
      const unused = named.filter((name) => !styled.has(name));
      if (missing.length > 0) this.error(`renderer/theme/mantine.css lacks ${missing.join(', ')}`);
      if (unused.length > 0)
        this.error(`renderer/theme/mantine.css has ${unused.join(', ')}, which nothing uses`);
      const size = eagerSize(folder);
      if (size > screenBudget)
        this.error(`the screen loads ${size} bytes before its first paint; ${screenBudget} are allowed`);
    },
  };
}
