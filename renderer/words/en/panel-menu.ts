/** What can be done with a panel from its head, and what it follows. */
export const panelMenu = {
  new: 'New panel',
  newBeside: 'New panel beside {name}',
  openInWindow: '{name} in a new window',
  close: 'Close {name}',
  linkOf: 'Link of {name}: {link}',
  follows: 'Follows: {link}',
  linkNote: 'Panels of one link show one symbol and one portfolio',
  link_window: 'This window',
  link_blue: 'Blue',
  link_orange: 'Orange',
  link_green: 'Green',
  link_violet: 'Violet',
  link_none: 'Not linked',
  closed: '{name} is closed',
} as const;
