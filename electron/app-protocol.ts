import type { Shell } from '#src/composition/open-shell.ts';

export const scheme = 'app';
export const appOrigin = `${scheme}://tapedeck`;
export const appAddress = `${appOrigin}/index.html`;

/** Answers the screen's requests for its own files, and no others. */
export function createAppProtocol(
  readFile: Shell['readScreenFile'],
): (request: Request) => Promise<Response> {
  return async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'tapedeck' && method === 'GET' ? await readFile(pathname, appOrigin) : undefined;
    if (file === undefined) return new Response('There is nothing here.', { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: file.headers });
  };
}
