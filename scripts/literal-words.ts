/**
 * A lint rule: what a component shows is said by a message (docs/words.md), not written in it. It finds words between
 * tags, in the attributes that are read or heard, and in the properties of their names; also within a choice.
 */
type Node = {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly key?: Node;
  readonly expression?: Node;
  readonly consequent?: Node;
  readonly alternate?: Node;
  readonly left?: Node;
  readonly right?: Node;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
};
type Context = { report(what: { readonly node: Node; readonly message: string }): void };

const read = new Set([
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'action',
  'alt',
  'closeButtonLabel',
  'description',
  'empty',
  'error',
  'header',
  'hint',
  'label',
  'meaning',
  'message',
  'nothingFound',
  'nothingFoundMessage',
  'placeholder',
  'remedy',
  'title',
  'words',
]);
const word = /\p{L}{2,}/u;
/** The program's own name, and what every language writes alike. */
const sameEverywhere = /^(?:Tapedeck|UTC|Enter|Del|F2)$/u;

const message = 'Words stand in renderer/words/en and de: say(…) them (docs/words.md).';

/** The pieces of text that an expression may come to. */
function textsOf(node: Node | undefined): readonly string[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return (node.quasis ?? []).map(({ value }) => value.raw);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return [...textsOf(node.left), ...textsOf(node.right)];
    case 'JSXExpressionContainer':
      return textsOf(node.expression);
    default:
      return [];
  }
}

function hasWords(texts: readonly string[]): boolean {
  return texts.some((text) => word.test(text) && !sameEverywhere.test(text.trim()));
}

function nameOf(node: Node | undefined): string {
  const held = node?.name ?? node?.value;
  return typeof held === 'string' ? held : '';
}

export default {
  meta: { name: 'words' },
  rules: {
    'no-literal': {
      create(context: Context) {
        const refuse = (node: Node, texts: readonly string[]): void => {
          if (hasWords(texts)) context.report({ node, message });
        };
        return {
          JSXText: (node: Node) => refuse(node, typeof node.value === 'string' ? [node.value] : []),
          JSXExpressionContainer: (node: Node & { readonly parent?: Node }) => {
            if (node.parent?.type !== 'JSXAttribute') refuse(node, textsOf(node));
          },
          JSXAttribute: (node: Node & { readonly name: Node; readonly value: Node }) => {
            if (read.has(nameOf(node.name))) refuse(node, textsOf(node.value));
          },
          Property: (node: Node & { readonly value: Node }) => {
            if (read.has(nameOf(node.key))) refuse(node, textsOf(node.value));
          },
        };
      },
    },
  },
};
