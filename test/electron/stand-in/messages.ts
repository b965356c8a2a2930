/** Between the stand-in, which is `electron` in the program's process, and the spec, which owns the page. */
export type ToSpec =
  | { readonly type: 'window'; readonly options: WindowOptions }
  | { readonly type: 'load'; readonly url: string }
  | { readonly type: 'send'; readonly channel: string; readonly message: unknown }
  | { readonly type: 'external'; readonly url: string }
  | { readonly type: 'errorBox'; readonly title: string; readonly content: string }
  | { readonly type: 'focused' }
  | { readonly type: 'reload' }
  | { readonly type: 'messageBox'; readonly message: string; readonly detail: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown };

export type WindowOptions = {
  readonly title?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
};

export type Question =
  | { readonly ask: 'fetch'; readonly url: string; readonly method: string }
  | { readonly ask: 'navigate'; readonly url: string }
  | { readonly ask: 'redirect'; readonly url: string }
  | { readonly ask: 'openWindow'; readonly url: string }
  | { readonly ask: 'webview' }
  | { readonly ask: 'permissions'; readonly permission: string; readonly url: string }
  | { readonly ask: 'menu' };

export type ToProgram =
  | { readonly type: 'question'; readonly id: number; readonly question: Question }
  | {
      readonly type: 'ipc';
      readonly channel: string;
      readonly message: unknown;
      readonly url: string;
      readonly isMainFrame: boolean;
    }
  | { readonly type: 'navigated' }
  | { readonly type: 'rendererGone'; readonly reason: string }
  /** Which of its buttons the trader presses. */
  | { readonly type: 'boxAnswer'; readonly response: number }
  | { readonly type: 'secondInstance'; readonly data?: Readonly<Record<string, unknown>> }
  | { readonly type: 'closeWindow' };

export type Fetched = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly base64: string;
};
