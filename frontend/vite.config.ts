import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './csp.ts';
import { formatCache } from './format-cache.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  cacheDir: here('../.cache/vite'),
  plugins: [
    paraglideVitePlugin({
      project: here('project.inlang'),
      outdir: here('src/messages/compiled'),
      strategy: ['globalVariable', 'baseLocale'],
    }),
    formatCache(),
    svelte({ configFile: here('svelte.config.js') }),
    viteSingleFile(),
    contentSecurityPolicy(),
  ],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    outDir: here('../dist/interface'),
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'chrome110'],
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', port: 5199, strictPort: true },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', '*.test.ts'],
    restoreMocks: true,
  },
});
