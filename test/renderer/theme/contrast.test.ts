import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mantineTheme } from '#renderer/theme/mantine-theme.ts';

type Palette = Readonly<Record<string, string>>;

const css = readFileSync(new URL('../../../renderer/theme/variables.css', import.meta.url), 'utf8');

/** The colours of the rules whose selectors match, later ones winning. */
function paletteOf(...selectors: string[]): Palette {
  const rules = [...css.matchAll(/(:root[^{]*)\{([^}]*)\}/g)];
  return Object.fromEntries(
    rules
      .filter(([, selector = '']) => selectors.includes(selector.trim()))
      .flatMap(([, , body = '']) => [...body.matchAll(/(--td-[\w-]+):\s*(#[0-9a-f]{6})/g)])
      .map(([, name = '', colour = '']) => [name, colour]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.039_28 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2: relative luminance of the lighter to that of the darker. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const light = "[data-mantine-color-scheme='light']";
const variants = ['', "[data-side-colours='teal-violet']", "[data-profit-colours='east-asia']"].concat(
  "[data-profit-colours='colour-safe']",
);

const palettes = variants.flatMap((variant) => [
  { name: `dark ${variant}`, palette: paletteOf(':root', `:root${variant}`) },
  {
    name: `light ${variant}`,
    palette: paletteOf(':root', `:root${light}`, `:root${variant}`, `:root${variant}${light}`),
  },
]);

const grounds = ['panel', 'raised', 'hover', 'selected'];
const texts = ['text', 'dim', 'accent', 'warning', 'critical', 'good', 'buy', 'sell', 'gain', 'loss'];
const pairs = ['buy', 'sell', 'gain', 'loss', 'warning', 'critical', 'demo', 'paper'];

describe.each(palettes)('$name', ({ palette }) => {
  const colour = (name: string): string => palette[`--td-${name}`] ?? 'missing';

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s is read with ease',
    (text, ground) => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['panel', 'raised', 'ground'])('faint on %s is read with ease', (ground) => {
    expect(contrast(colour('faint'), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs)('%s on its own ground is read with ease', (name) => {
    expect(contrast(colour(name), colour(`${name}-ground`))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['buy-solid', 'sell-solid'])('white on %s is read with ease', (name) => {
    expect(contrast('#ffffff', colour(name))).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(['accent', 'red'])('white on a filled button of %s is read with ease', (name) => {
  const shades = mantineTheme.colors?.[name] ?? [];
  expect(shades).toHaveLength(10);
  for (const shade of shades.slice(6)) expect(contrast('#ffffff', shade)).toBeGreaterThanOrEqual(4.5);
});
