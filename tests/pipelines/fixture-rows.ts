import { readFileSync } from 'node:fs';
import { packageRoot } from '../../storage/package-root.ts';

/** The rows of a file of JSON lines in `tests/fixtures/`. */
export function fixtureRows<Row>(name: string): Row[] {
  const lines = readFileSync(new URL(`tests/fixtures/${name}`, packageRoot), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}
