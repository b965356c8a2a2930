/** Deeper than anything that this program writes. */
const deepest = 64;

/**
 * What a text of JSON says that may come from anywhere. What is nested two hundred thousand deep is valid, and overflows
 * the stack of whoever walks it. Throws a SyntaxError for what is no JSON, or nested too deep.
 */
export function parseShallowJson(text: string): unknown {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText) {
      if (character === '\\') at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '[' || character === '{') {
      if ((depth += 1) > deepest) throw new SyntaxError(`it is nested more than ${deepest} deep`);
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return JSON.parse(text);
}
