import { createSpotlight } from '@mantine/spotlight';

/** Apart from the palette itself, which is loaded after the first paint. */
export const [paletteStore, { open: openPalette, close: closePalette }] = createSpotlight();
