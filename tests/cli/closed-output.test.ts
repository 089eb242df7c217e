import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace, type Ran } from './command.ts';

const main = fileURLToPath(new URL('dist/cli/main.js', packageRoot));
const recipe =
  'version: 1\ndataset: docs\nkind: text\nsources: [ { format: text, path: "*.txt" } ]\ngates: [ { metric: kept.records, min: 2 } ]\n';

/** Runs a line of bash in a folder; `millrace` in it is the real command line. */
function shell(line: string, cwd: string): Promise<Ran> {
  const script = `millrace() { "${process.execPath}" "${main}" "$@"; }; ${line}`;
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { cwd }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('a stdout that takes no more', () => {
  test('a build whose reader is gone is done all the same, and its exit code tells how', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'r.yaml'), recipe);
    await writeFile(join(folder, 'a.txt'), 'One text.');
    const { code, err } = await shell('set -o pipefail; millrace build r.yaml | true', folder);
    assert.equal(code, 3, err);
    assert.match((await millrace(['ls'], '', folder)).out, /^docs +1 .*FAILED/m);
  });

  test('rows end with the reader, which is no failure', async (context) => {
    const folder = temporaryFolder(context);
    const rows = `${'{"id":"a","text":"A text that is not short."}\n'.repeat(50_000)}`;
    await writeFile(join(folder, 'rows.jsonl'), rows);
    const { code, out, err } = await shell('set -o pipefail; millrace try normalize < rows.jsonl | head -n 1', folder);
    assert.deepEqual([code, err, out.split('\n').length], [0, '', 2]);
  });

  const full = { skip: existsSync('/dev/full') ? false : 'this system has no /dev/full' };
  for (const words of ['ls', 'try normalize < rows.jsonl'])
    test(`a full disk is one error: ${words}`, full, async (context) => {
      const folder = temporaryFolder(context);
      await writeFile(join(folder, 'rows.jsonl'), '{"id":"a","text":"A text."}\n'.repeat(100));
      const { code, err } = await shell(`millrace ${words} > /dev/full`, folder);
      assert.equal(code, 1);
      assert.match(
        err,
        /^error: stdout: expected to write .*, found no space on its disk \[output-failed\]\n {2}now: .*\n$/,
      );
    });
});
