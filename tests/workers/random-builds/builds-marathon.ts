import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MillraceError } from '../../../core/errors.ts';
import { checkPromises } from './build-promises.ts';
import { drawnImages, drawnFiles as imageFiles } from './random-images.ts';
import { drawnBuild, drawnFiles, writeAside } from './random-recipe.ts';

// usage: node dist/tests/workers/random-builds/builds-marathon.js [builds=1000] [seed=1] [documents|images]
// Draws builds and holds each to what any build promises. A failure is made smaller, told with its seed, and the next drawn.
const [builds = 1000, seed = 1] = process.argv.slice(2, 4).map(Number);
const isOfImages = process.argv[4] === 'images';
const drawnOnes = isOfImages
  ? drawnImages.map((drawn) => ({ drawn, files: imageFiles(folder, drawn) }))
  : drawnBuild.map((drawn) => ({ drawn, files: drawnFiles(folder, drawn) }));
const folder = mkdtempSync(join(tmpdir(), 'millrace-builds-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await writeAside(folder);
const refused = new Map<string, number>();
/** How many builds had some of each. */
const seen = new Map<string, number>();
let done = 0;
let failures = 0;
const each = 10;
for (let from = 0; from < builds; from += each) {
  const found = await fc.check(
    fc.asyncProperty(drawnOnes, async ({ drawn, files }) => {
      try {
        const { records, tokens } = await checkPromises(folder, drawn, files);
        done++;
        for (const [name, count] of Object.entries({ ...records, tokens }))
          if (count > 0) seen.set(name, (seen.get(name) ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof MillraceError) || error.kind !== 'usage') throw error;
        const key = `${error.code}: ${error.message}`;
        refused.set(key, (refused.get(key) ?? 0) + 1);
      }
    }),
    { seed: seed * 1_000_000 + from, numRuns: each },
  );
  if (found.failed && found.counterexample !== null) {
    failures++;
    process.exitCode = 1;
    const name = join(tmpdir(), `millrace-failure-${seed}-${from}.json`);
    writeFileSync(name, JSON.stringify(found.counterexample[0].drawn, null, 1));
    const error = found.errorInstance;
    console.log(
      `seed ${found.seed}, path ${found.counterexamplePath}: ${name}\n${error instanceof Error ? error.stack?.slice(0, 3000) : String(error)}\n`,
    );
  }
  if (from % 50 === 0)
    console.log(`${from + each} drawn, ${done} held, ${failures} failures; with ${[...seen].join(' ')}`);
}
console.log(
  `${done} builds held, ${failures} failures; with ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')}`,
);
for (const [why, count] of [...refused].sort((a, b) => b[1] - a[1])) console.log(`${count} refused: ${why}`);
