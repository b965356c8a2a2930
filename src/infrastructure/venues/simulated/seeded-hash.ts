/** A key for a text, so that streams of different names do not resemble each other (FNV-1a). */
export function keyOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A number in [0, 1) that (key, index) alone decide: randomness with random access. Two rounds of murmur's mixer. */
export function uniform(key: number, index: number): number {
  const high = Math.floor(index / 0x1_0000_0000);
  let hash = mix(key ^ Math.imul(high + 1, 0x9e3779b1));
  hash = mix(hash ^ Math.imul(index | 0, 0x85ebca6b));
  return (hash >>> 0) / 0x1_0000_0000;
}

function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
