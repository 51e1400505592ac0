import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './csp.ts';
import { formatCache } from './format-cache.ts';
import { gallery } from './gallery.ts';
import { wordsOfHost } from './host-words.ts';
import { iconShapes } from './icon-shapes.ts';
import { scriptLast } from './script-last.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `--mode gallery` builds the gallery of parts instead, for the tests; it is no part of the product. */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  cacheDir: here('../.cache/vite'),
  plugins: [
    paraglideVitePlugin({
      project: here('project.inlang'),
      outdir: here('src/messages/compiled'),
      strategy: ['globalVariable', 'baseLocale'],
      outputStructure: 'locale-modules',
    }),
    formatCache(),
    iconShapes(),
    svelte({ configFile: here('svelte.config.js') }),
    viteSingleFile({ deleteInlinedFiles: false }),
    scriptLast(),
    contentSecurityPolicy(),
    wordsOfHost(here('project.inlang/settings.json'), here('src/messages')),
    gallery(),
  ],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    outDir: here(mode === 'gallery' ? '../.cache/gallery' : '../dist/interface'),
    rollupOptions: {
      input: here(mode === 'gallery' ? 'gallery.html' : 'index.html'),
      // Vite asks for it where parts are preloaded, which none is.
      checks: { emptyImportMeta: false },
    },
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'chrome110'],
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', port: 5199, strictPort: true },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', '*.test.ts'],
    setupFiles: [here('src/messages/english.ts')],
    restoreMocks: true,
  },
}));
