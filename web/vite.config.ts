import {fileURLToPath} from 'node:url'
import {paraglideVitePlugin} from '@inlang/paraglide-js'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import {defineConfig} from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Builds the browser app into dist/web. `--mode gallery` builds the page of all parts instead, which never ships;
 * give it an --outDir of its own.
 */
export default defineConfig(({mode}) => ({
  root: here('.'),
  plugins: [
    react(),
    {...optimizeLocales.vite({locales: ['en-US', 'de-DE']}), enforce: 'pre'},
    paraglideVitePlugin({
      project: here('./project.inlang'),
      outdir: here('./paraglide'),
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'fettle-locale',
    }),
  ],
  // The server compares the Origin of a write with the Host, which must stay ours.
  server: {
    proxy: {
      '/api/v1': {target: process.env['FETTLE_TEST_API'] ?? 'http://127.0.0.1:3000', changeOrigin: false},
    },
  },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    // The first versions with light-dark(), nesting and layers: nothing of the styles has to be rewritten.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // No data: addresses, so that the Content-Security-Policy needs none.
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    rollupOptions: {input: here(mode === 'gallery' ? './gallery/index.html' : './index.html')},
  },
}))
