import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';

const root = fileURLToPath(packageRoot);

const program = (column: string) => `import { defineRecipe, openRecipeStream } from 'millrace';
const recipe = defineRecipe({
  version: 1,
  dataset: 'mail',
  kind: 'text',
  sources: [{ format: 'jsonl', path: 'mail/*.jsonl', label: 'label', metadata: ['url'] }],
  tokenizer: { train: { vocabulary: 300 } },
});
const stream = await openRecipeStream(recipe, { store: '.millrace', content: 'documents', columns: ['url'], batch: 8 });
for await (const { tokens, columns } of stream.batches()) {
  const first: string | null | undefined = columns.${column}[0];
  console.log(tokens.length, first);
}
`;

/** What tsc says of a program in a package that has Millrace among its dependencies. */
function compile(t: TestContext, text: string) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules', 'millrace'));
  symlinkSync(join(root, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'main.ts'), text);
  const flags = '--noEmit --strict --skipLibCheck --module nodenext --target es2024 --types node main.ts'.split(' ');
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  return spawnSync(tsc, flags, { cwd: folder, encoding: 'utf8', timeout: 120_000 });
}

test('a program that uses the package compiles, and one with a wrong column does not', (t) => {
  const right = compile(t, program('url'));
  assert.deepEqual([right.status, right.stdout], [0, '']);
  const wrong = compile(t, program('ulr'));
  assert.notEqual(wrong.status, 0);
  assert.match(wrong.stdout, /^main\.ts\(11,\d+\): error TS2339: Property 'ulr' does not exist on type .* url: /);
});
