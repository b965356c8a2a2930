import type { App, Shell } from 'electron';
import { appAddress, appOrigin } from './app-protocol.ts';

/** What may open in the system's browser: these pages, whatever query the link carries. */
const externalPages = ['https://www.tradingview.com/', 'https://www.tradingview.com/lightweight-charts/'];

/** What the screen needs: to copy a text. Electron asks for it by both handlers. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

type Asking = { readonly requestingUrl?: string; readonly isMainFrame: boolean };

/** What of a session decides over permissions. */
export type Permissions = {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      asking: Asking,
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string, asking: Asking) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
};

/** Grants our own page what it needs, and nobody anything else that a page can ask for. */
export function grantPermissions(session: Permissions): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isMainFrame && isOurs(requestingUrl ?? '') && granted.has(permission)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { isMainFrame }) =>
      isMainFrame && isOurs(requestingOrigin) && granted.has(permission),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Electron gives an origin as an address, with a slash at its end. */
function isOurs(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}

export type GuardNeeds = {
  readonly shell: Shell;
  /** A page asks for one more window of the program, with this after the # of its address. */
  readonly onOwnWindow: (fragment: string) => void;
  readonly warn: (message: string) => void;
};

/** Keeps every page of the program where it is: no other document, no window but the program's own, no webview. */
export function guardContents(app: App, { shell, onOwnWindow, warn }: GuardNeeds): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', stayInside);
    contents.on('will-redirect', stayInside);
    // The program makes its windows itself, each with every guard: the page is given none.
    contents.setWindowOpenHandler(({ url }) => {
      const page = externalPageOf(url);
      if (url.startsWith(`${appAddress}#`)) onOwnWindow(url.slice(appAddress.length));
      else if (page !== undefined) {
        shell.openExternal(page).catch(() => warn(`${page} cannot be opened`));
      }
      return { action: 'deny' };
    });
  });
}

function stayInside(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(event.url)) event.preventDefault();
}

/** The listed address itself: nothing that the page added to it leaves the program. */
function externalPageOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return undefined;
  return externalPages.find((page) => page === `${parsed.origin}${parsed.pathname}`);
}
