import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

import { compiledMessages } from './scripts/compiled-messages.ts';
import { checkScreen } from './scripts/screen-budget.ts';

/** The native modules, and the one that only exists inside Electron; everything else is bundled, for a quick start. */
const external = ['electron', 'better-sqlite3', '@napi-rs/keyring'];

/**
 * What runs under Node. All of it, shared chunks too, lands flat in out/main: wherever a piece of code ends up,
 * its siblings are `new URL('./<name>.js', import.meta.url)`.
 */
const entries = {
  electron: 'electron/main.ts',
  main: 'src/composition/main.ts',
  'feed-worker': 'src/composition/workers/feed-worker.ts',
  'job-worker': 'src/composition/workers/job-worker.ts',
  'import-worker': 'src/composition/workers/import-worker.ts',
  'account-worker': 'src/composition/workers/account-worker.ts',
  'keychain-worker': 'src/composition/workers/keychain-worker.ts',
  'parent-watch-worker': 'src/composition/workers/parent-watch-worker.ts',
  'record-worker': 'src/composition/workers/record-worker.ts',
};

/** The font's licence asks to go wherever the font goes. */
const fontLicence: Plugin = {
  name: 'font-licence',
  generateBundle() {
    const source = readFileSync('node_modules/@fontsource-variable/inter/LICENSE');
    this.emitFile({ type: 'asset', fileName: 'assets/inter-licence.txt', source });
  },
};

/** Every schema of Zod can be written as a JSON schema, which nothing on the screen does: it loads none of that. */
const noJsonSchemas: Plugin = {
  name: 'no-json-schemas',
  load: {
    filter: { id: /\/zod\/v4\/core\/json-schema-processors\.js$/ },
    handler: (id) =>
      [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)]
        .map(([, name]) => `export const ${name} = undefined;`)
        .join('\n'),
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      minify: false,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: entries,
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node24',
      minify: false,
      sourcemap: true,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), compiledMessages(), fontLicence, noJsonSchemas, checkScreen('out/renderer')],
    build: {
      outDir: 'out/renderer',
      // What imports what: the budget counts by it.
      manifest: true,
      target: 'chrome140',
      minify: true,
      chunkSizeWarningLimit: 1000,
      sourcemap: true,
      modulePreload: { polyfill: false },
      // The screen's policy allows no data: scripts or fonts; assets stay files.
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
