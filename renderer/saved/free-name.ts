/** The name itself, or with a number where another has it, in at most `longest` characters. */
export function freeName(
  name: string,
  others: readonly { readonly name: string }[],
  longest: number,
): string {
  const taken = new Set(others.map((other) => other.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    const suffix = ` (${number})`;
    free = `${name.slice(0, longest - suffix.length)}${suffix}`;
  }
  return free;
}
