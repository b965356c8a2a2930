import { hash } from 'node:crypto';

/** As hex. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
