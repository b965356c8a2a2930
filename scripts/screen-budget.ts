import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Scripts and style sheets that the page waits for before its first paint, compressed. Fonts are apart. */
export const screenBudget = 330 * 1024;

/** What index.html loads by itself: its script, what that imports at once, and the style sheets of both. */
export function eagerSize(folder: string): number {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
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
