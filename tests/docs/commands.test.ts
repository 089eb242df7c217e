import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { temporaryFolder } from '../journeys/mail-store.ts';

const root = fileURLToPath(packageRoot);
const pages = [
  ...['README.md', 'README.zh.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: (match[1] ?? '').trim(),
    text: match[2] ?? '',
  }));
}

/** Blocks marked `sh no-test` install, serve until Ctrl-C, run all tests or train for minutes: the only reasons not to. */
const untested =
  /^(npm (ci|test|run (demo|check|train:spam|train:shakespeare -- FILE|train:digits|train:emoji|train:learning))( && npm (test|run demo))?|npx millrace up( --dashboard| --worker)*)$/;

for (const page of pages) {
  const commands = blocksOf(page).filter(({ language }) => language === 'sh');
  // A Chinese page holds the blocks of the English one, as the test below says.
  if (commands.length === 0 || page.endsWith('.zh.md')) continue;
  test(`the commands of ${page} run`, () => {
    using folder = temporaryFolder();
    for (const name of ['examples', 'recipes', 'node_modules']) symlinkSync(join(root, name), join(folder.path, name));
    const script = join(folder.path, 'commands.sh');
    const main = join(root, 'dist/cli/main.js');
    // A file and no function, so that what a page ends is the command itself.
    mkdirSync(join(folder.path, 'bin'));
    const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`;
    writeFileSync(join(folder.path, 'bin/npx'), npx, { mode: 0o755 });
    const start = ['set -euo pipefail', `PATH="${join(folder.path, 'bin')}:$PATH"`];
    writeFileSync(script, [...start, ...commands.map(({ text }) => text)].join('\n'));
    // The first page that trains on a machine fetches TensorFlow.
    const run = spawnSync('bash', [script], { cwd: folder.path, encoding: 'utf8', timeout: 300_000 });
    assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`);
  });
}

test('only commands that install or serve go untested', () => {
  const lines = pages.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === 'sh no-test')
      .flatMap(({ text }) => text.trim().split('\n')),
  );
  assert.deepEqual(
    lines.filter((line) => !untested.test(line)),
    [],
  );
});

test('the Chinese pages hold the commands of the English ones', () => {
  for (const [english, chinese] of [
    ['README.md', 'README.zh.md'],
    ['docs/tutorial.md', 'docs/tutorial.zh.md'],
  ] as const) {
    assert.deepEqual(blocksOf(chinese), blocksOf(english));
  }
});

test('every path and link in the pages exists', () => {
  const missing = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    const links = [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map((match) => join(page, '..', match[1] ?? ''));
    const code = [...text.matchAll(/`([^`\n]+)`/g)]
      .flatMap((match) => (match[1] ?? '').split(' '))
      .filter((word) => /^[\w-]+(?:\/[\w.-]+)+\/?$/.test(word))
      .map((path) => path.replace(/^dist\/(.*)\.js$/, '$1.ts'));
    const inTree = code.filter((path) =>
      /^(core|storage|shards|pipelines|quality|streaming|wheels|training|recipes|workflows|workers|cli|benchmarks|examples|tests|docs)\//.test(
        path,
      ),
    );
    return [...links, ...inTree]
      .filter((path) => !/NAME/.test(path) && !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`);
  });
  assert.deepEqual(missing, []);
});
