import { enAtOnce } from './en-at-once.ts';
import { enLater } from './en-later.ts';
import { pseudoPack } from '#renderer/words/pseudo.ts';

export const pseudoAtOnce = pseudoPack(enAtOnce);
export const pseudoLater = pseudoPack(enLater);
