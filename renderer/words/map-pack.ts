import type { CompiledMessage } from 'icu-minify/format';
import type { Pack } from './say.ts';

type Change = (text: string) => string;
type Node = Exclude<CompiledMessage, string>[number];

/** The same messages, in which every text is what `change` makes of it; what they name stays. */
export function mapPack(pack: Pack, change: Change): Pack {
  return Object.fromEntries(
    Object.entries(pack).map(([area, messages]) => [
      area,
      Object.fromEntries(
        Object.entries(messages).map(([name, message]) => [name, mapMessage(message, change)]),
      ),
    ]),
  );
}

function mapMessage(message: CompiledMessage, change: Change): CompiledMessage {
  return typeof message === 'string' ? change(message) : message.map((node) => mapNode(node, change));
}

/** As icu-minify writes it: a text, 0 for `#`, or an array that begins with a name. */
function mapNode(node: Node, change: Change): Node {
  if (typeof node === 'string') return change(node);
  if (typeof node === 'number' || node.length === 1) return node;
  const [name, kind, ...rest] = node;
  if (typeof kind !== 'number' || kind === 0) {
    return [name, mapPart(kind, change), ...rest.map((part) => mapPart(part, change))];
  }
  return [name, kind, ...rest.map((branches) => mapBranches(branches, change))];
}

function mapPart(part: unknown, change: Change): unknown {
  if (typeof part === 'string') return change(part);
  if (!Array.isArray(part)) return part;
  const [name, ...rest]: unknown[] = part;
  return typeof name === 'string' && rest.length > 0
    ? mapNode([name, rest[0], ...rest.slice(1)], change)
    : part;
}

/** Of a plural or a select, each a text or a list of nodes. */
function mapBranches(branches: unknown, change: Change): unknown {
  if (typeof branches !== 'object' || branches === null) return branches;
  return Object.fromEntries(
    Object.entries(branches).map(([choice, branch]: [string, unknown]) => [
      choice,
      Array.isArray(branch) ? branch.map((part: unknown) => mapPart(part, change)) : mapPart(branch, change),
    ]),
  );
}
