/** Which rooms may know of which: app -> features -> parts. What a component does goes through state and commands. */
const src = (room) => `^(?:frontend/)?src/${room}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] }, path: 'src/' },
    },
    {
      name: 'parts-know-nothing-of-torrents',
      comment: 'Buttons, menus and lists are told everything by their properties.',
      severity: 'error',
      from: { path: src('parts') },
      to: { path: '^(?:frontend/)?src/', pathNot: src('parts') },
    },
    {
      name: 'features-do-not-know-the-shell',
      severity: 'error',
      from: { path: src('features') },
      to: { path: src('app') },
    },
    {
      name: 'features-do-not-know-each-other',
      comment:
        'What two features share belongs to parts, state or format; the tree of files, the choice of a folder, the line that takes an address, the list of all settings, addresses that strangers wrote, the list of what happened and the line of progress are features for features.',
      severity: 'error',
      from: { path: src('features/([^/]+)').slice(0, -1) + '/' },
      to: {
        path: src('features'),
        pathNot:
          '^(?:frontend/)?src/features/($1|file-tree|save-place|address-form|setting-list|links|happenings|wake)/',
      },
    },
    {
      name: 'nobody-knows-the-gallery',
      comment: 'It shows what there is, while developing; the product is built without it.',
      severity: 'error',
      from: { path: '^(?:frontend/)?src/', pathNot: src('gallery') },
      to: { path: src('gallery') },
    },
    {
      name: 'views-do-not-speak-to-the-host',
      comment: 'A view asks a command or a store; only those call the bridge.',
      severity: 'error',
      from: { path: src('(features|parts|app)'), pathNot: '\\.test\\.ts$' },
      to: { path: src('bridge'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'logic-does-not-know-views',
      severity: 'error',
      from: { path: src('(state|commands|bridge|format|messages|contract)') },
      to: { path: src('(app|features|parts)'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: src('contract') },
      to: { path: '^(?:frontend/)?src/', pathNot: src('contract') },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^(?:frontend/)?src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'paraglide' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^svelte/elements$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'default'] },
  },
};
