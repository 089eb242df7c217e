import { readFileSync } from 'node:fs';
import { packageRoot } from '../../storage/package-root.ts';

/** The blocks of Python in the section "From Python" of docs/streaming.md, in order. */
export function pythonExamples(): readonly string[] {
  const page = readFileSync(new URL('docs/streaming.md', packageRoot), 'utf8');
  const section = page.split(/^## /m).find((each) => each.startsWith('From Python')) ?? '';
  return [...section.matchAll(/^```python\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');
}
