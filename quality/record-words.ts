import type { Manifest } from '../shards/manifest.ts';

/** What people call the records of a version, one and several. */
export function recordWords(kind: Manifest['kind']): { readonly one: string; readonly many: string } {
  return kind === 'image' ? { one: 'image', many: 'images' } : { one: 'document', many: 'documents' };
}
