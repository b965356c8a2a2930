/** Where the address that signs a page in is found; the window of the desktop program needs none. */
export const goodAddress =
  window.tapedeck === undefined
    ? 'The address that works stands in the file “sign-in-address” in Tapedeck’s workspaces folder, and right after a start in the line “Tapedeck ready: …” where it was started.'
    : '';
