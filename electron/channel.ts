/** The one channel between the screen and the main process. */
export const channel = 'tapedeck';

/** A page numbers its connections, so that nothing of an older one reaches a newer. */
export type FromScreen =
  | { readonly type: 'open'; readonly connection: number }
  | { readonly type: 'text'; readonly connection: number; readonly text: string }
  /** So many characters were taken. */
  | { readonly type: 'taken'; readonly connection: number; readonly length: number }
  | { readonly type: 'close'; readonly connection: number };

export type ToScreen =
  | { readonly type: 'text'; readonly connection: number; readonly text: string }
  | { readonly type: 'close'; readonly connection: number; readonly reason: string };
