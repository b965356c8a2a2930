import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export type ScreenFile = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

export type ReadScreenFile = (path: string, origin: string) => Promise<ScreenFile | undefined>;

/**
 * The built screen, by the path of its address. Only what the folder was seen to hold is served: a path is looked up
 * among those names and never joined to the folder, so that none can lead out of it. Throws where there is no folder.
 */
export function createScreenFiles(folder: string): ReadScreenFile {
  const paths = new Map(filesBelow(folder, '').map((path) => [path, join(folder, path)]));
  return async (path, origin) => {
    const asked = path === '/' ? '/index.html' : path;
    const file = paths.get(asked);
    if (file === undefined) return undefined;
    return { body: await readFile(file), headers: headersOf(asked, origin) };
  };
}

function filesBelow(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, below) : [below];
  });
}

function headersOf(path: string, origin: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Security-Policy': securityPolicy(origin),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Built names change with their content.
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  };
}

/** Styles may stand inline, which the component library needs; scripts never. */
function securityPolicy(origin: string): string {
  const socket = origin.startsWith('http:') ? origin.replace('http:', 'ws:') : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`.trimEnd(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
