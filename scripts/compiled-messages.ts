import { pathToFileURL } from 'node:url';
import { statSync } from 'node:fs';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';
import { z } from 'zod';

const ofLanguage = /\/renderer\/words\/(?:en|de)\/[\w-]+\.ts$/u;
const fileSchema = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * The screen's messages, compiled while it is built or tested: what is shipped reads no ICU and evaluates nothing. A
 * message that is no ICU fails the build.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'tapedeck-messages',
    enforce: 'pre',
    async load(id) {
      if (!ofLanguage.test(id)) return undefined;
      const address = `${pathToFileURL(id).href}?at=${statSync(id).mtimeMs}`;
      const exported = fileSchema.parse({ ...(await import(/* @vite-ignore */ address)) });
      const lines = Object.entries(exported).map(
        ([area, messages]) => `export const ${area} = ${JSON.stringify(compileAll(messages))};`,
      );
      return { code: lines.join('\n'), map: null };
    },
  };
}

function compileAll(messages: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(messages).map(([name, message]) => {
      try {
        return [name, compile(message)];
      } catch (cause) {
        throw new Error(`“${name}” is no ICU message: ${message}`, { cause });
      }
    }),
  );
}
