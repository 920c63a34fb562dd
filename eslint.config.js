import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Which folders a folder may import from. The reference client (fixtures/reference) imports nothing of the
 * judge, so that a mistake in the wire layer cannot hide itself by being on both sides.
 */
const mayImport = {
  'harness/wire': [],
  'harness/server': ['harness/wire'],
  'harness/client': ['harness/wire'],
  'harness/dcc': ['harness/wire'],
  'harness/scenario': ['harness/wire', 'reports/model'],
  'harness/expect': ['harness/wire', 'harness/scenario', 'reports/model'],
  'harness/run': [
    'harness/wire',
    'harness/server',
    'harness/client',
    'harness/dcc',
    'harness/scenario',
    'reports/model',
  ],
  'harness/serve': [
    'harness/wire',
    'harness/server',
    'harness/client',
    'harness/scenario',
    'harness/run',
    'reports/model',
  ],
  'harness/vectors': ['harness/wire', 'harness/client', 'harness/scenario', 'reports/model'],
  'harness/record': ['harness/wire', 'harness/server', 'harness/scenario'],
  reports: ['harness/wire', 'harness/scenario'],
  fixtures: [],
};

const folders = [
  'harness/wire',
  'harness/server',
  'harness/client',
  'harness/dcc',
  'harness/scenario',
  'harness/expect',
  'harness/run',
  'harness/serve',
  'harness/vectors',
  'harness/record',
  'harness/cli',
  'harness/api',
  'reports',
  'fixtures',
];

/** A regular expression that matches a relative import which climbs out of the folder into `target`. */
function importOf(target) {
  const [top, sub] = target.split('/');
  return sub === undefined ? `^(\\.\\./)+${top}/` : `^(\\.\\./)+(${top}/)?${sub}(/|\\.ts$)`;
}

const directions = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`${folder}/**/*.{ts,js}`],
  // The live page has its theme from the report's.
  ignores: ['**/*.test.ts', '**/testing/**', 'harness/serve/page/main.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: folders
          .filter((other) => other !== folder && !allowed.includes(other))
          .map((other) => ({
            regex:
              other === 'reports' && allowed.includes('reports/model')
                ? '^(\\.\\./)+reports/(?!model/)'
                : importOf(other),
            message: `${folder} may import only ${allowed.join(', ') || 'nothing of ours'}; see docs/architecture.md.`,
          })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'ctcp-report', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Control characters are this project's subject.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
      ],
    },
  },
  ...directions,
  {
    // What confirms the findings must not share a mistake with what found them.
    files: ['harness/cli/findings/bare-server.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.', message: 'The bare server imports nothing of ours.' }] },
      ],
    },
  },
  {
    files: ['fixtures/page/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: {
        document: 'readonly',
        location: 'readonly',
        TextEncoder: 'readonly',
        URLSearchParams: 'readonly',
        WebSocket: 'readonly',
      },
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', setTimeout: 'readonly' },
    },
  },
);
