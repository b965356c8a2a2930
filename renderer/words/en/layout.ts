/** Arrangements of the panels that have names. */
export const layout = {
  title: 'Layouts',
  list: 'The layouts that are kept',
  none: 'None yet. Arrange the panels as you want them, then give the arrangement a name.',
  name: 'Name',
  actions: 'What can be done with it',
  saveAs: 'Save the present arrangement as',
  saveMeaning:
    'For every workspace: the panels, their places, links and symbols. Its command can have a key.',
  save: 'Save',
  use: 'Use',
  replace: 'Replace',
  export: 'Export',
  delete: 'Delete',
  import: 'Import a layout file',
  useOf: 'Use {name}',
  replaceOf: 'Replace {name} with the present arrangement',
  exportOf: 'Export {name}',
  deleteOf: 'Delete {name}',
  nameTaken: 'There is “{name}” already. Give another name, or replace it in the list.',
  tooMany: '{count} layouts are the most that are kept. Delete one first.',
  notALayout:
    '“{name}” is no layout that Tapedeck exported, or holds no panel of this version. Nothing was changed.',
  leftOut: '“{name}” is kept. This version does not have these of its panels, they are left out: {panels}.',
  replaced: '“{name}” was replaced with the present arrangement',
  used: 'The panels are arranged as in “{name}”',
  unusable: '“{name}” cannot be used',
  unusableMeaning:
    'It holds no panel of this version, or what another version wrote. The panels are as they were.',
  deleted: '“{name}” is deleted',
} as const;
