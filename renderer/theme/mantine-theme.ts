import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e8f3fe',
  '#cfe4fa',
  '#a0c9f3',
  '#6eacec',
  '#4593e4',
  '#2b83de',
  '#1a75ce',
  '#1568bb',
  '#0f5aa4',
  '#084a8c',
];

/** What takes something away. White stands on 6 and below. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#f76d6d',
  '#cf3535',
  '#bf2c2c',
  '#a82424',
  '#8f1d1d',
];

/** From text down to the ground, as variables.css has them for the dark theme. */
const dark: MantineColorsTuple = [
  '#dbe1e8',
  '#b7c1cc',
  '#97a3b1',
  '#7d8998',
  '#384352',
  '#252c36',
  '#1a2028',
  '#13171d',
  '#0d1014',
  '#090b0e',
];

const sans = "'Inter Variable', ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

const atOnce = { transitionProps: { duration: 0 }, returnFocus: false };

export const mantineTheme = createTheme({
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '600' },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark, red },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '10px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // They come and go at once: in a transition the keyboard would be nobody's. Focus comes back by focus-return.tsx.
    Modal: {
      defaultProps: { ...atOnce, centered: true, overlayProps: { backgroundOpacity: 0.55 } },
    },
    Drawer: { defaultProps: atOnce },
    Popover: { defaultProps: atOnce },
    Tooltip: { defaultProps: { withArrow: true } },
    // A menu longer than the room that is left scrolls: every item can be reached.
    Menu: {
      defaultProps: {
        ...atOnce,
        shadow: 'md',
        withInitialFocusPlaceholder: false,
        middlewares: { flip: true, shift: true, size: { padding: 8 } },
      },
    },
    Button: { defaultProps: { size: 'xs' } },
    // The browser's own list of what was once typed would lie over ours, and offer a price of another day.
    TextInput: { defaultProps: { size: 'xs', autoComplete: 'off' } },
    Select: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--td-panel)',
  '--mantine-color-text': 'var(--td-text)',
  '--mantine-color-dimmed': 'var(--td-dim)',
  '--mantine-color-placeholder': 'var(--td-faint)',
  '--mantine-color-default': 'var(--td-raised)',
  '--mantine-color-default-hover': 'var(--td-hover)',
  '--mantine-color-default-border': 'var(--td-line-strong)',
  '--mantine-color-error': 'var(--td-critical)',
};

/** Mantine's own surfaces take the same ground, panel and text as ours, in both themes. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  dark: surfaces,
});
