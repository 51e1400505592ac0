import type { Plugin } from 'vite';

const SCRIPT = /\s*<script type="module"[^>]*>[\s\S]*?<\/script>/;

/** The page with its script at the end of the body: what stands before it is painted before the script is read. */
export function withScriptLast(html: string): string {
  const [script] = SCRIPT.exec(html) ?? [];
  if (script === undefined) throw new Error('The built page has no script.');
  return html.replace(SCRIPT, () => '').replace(/\s*<\/body>/, (end) => script + end);
}

export function scriptLast(): Plugin {
  return {
    name: 'torrpeddo:script-last',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.html'))
            file.source = withScriptLast(String(file.source));
        }
      },
    },
  };
}
