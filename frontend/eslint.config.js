import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const here = import.meta.dirname;

export default ts.config(
  { ignores: ['**/src/contract/generated.ts', '**/src/messages/compiled/**', '**/*.cjs'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      // An index that is known to be within its array reads better with `!` than with a branch that can't happen.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // TypeScript knows every name; without this, ambient types count as undefined.
      'no-undef': 'off',
      // What is in the DOM was made from our own data by Svelte.
      'svelte/no-at-html-tags': 'error',
      // Plain maps and sets are used where nothing is to be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig, tsconfigRootDir: here },
    },
  },
);
