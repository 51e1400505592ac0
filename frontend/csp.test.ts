// @vitest-environment node
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { policyFor } from './csp.ts';

describe('policyFor', () => {
  it('allows the inline script by the hash of its exact text, and no other', () => {
    const code = "\nconst a = '…';\n";
    const hash = createHash('sha256').update(code, 'utf8').digest('base64');
    const policy = policyFor(`<head><script type="module" crossorigin>${code}</script></head>`);
    expect(policy).toContain(`script-src 'sha256-${hash}' 'unsafe-eval';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
  });
});
