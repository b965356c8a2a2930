/** The window of the desktop program is signed in by itself; a page needs the address that signs it in. */
export const needsAddress = window.tapedeck === undefined;
