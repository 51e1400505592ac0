import type { Plugin } from 'vite';

/** Serves the gallery of parts at `/gallery` while developing. The product is built without it. */
export function gallery(): Plugin {
  return {
    name: 'torrpeddo:gallery',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url) request.url = request.url.replace(/^\/gallery(?=$|\?)/u, '/gallery.html');
        next();
      });
    },
  };
}
