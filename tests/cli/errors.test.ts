import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { errorText } from '../../cli/error-text.ts';
import { exitCodeOf } from '../../cli/exit-code.ts';
import { requireNode } from '../../cli/require-node.ts';
import { MillraceError } from '../../core/errors.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

const recipe = 'version: 1\ndataset: docs\nkind: text\nsources:\n  - { format: text, path: "*.txt" }\n';

describe('an error says what, where and what now', () => {
  test('with a place and a hint', () => {
    const error = new MillraceError('bad', 'expected a, found b', { at: 'r.yaml:1:2', hint: 'write a' });
    assert.equal(errorText(error, false), 'error: r.yaml:1:2: expected a, found b [bad]\n  now: write a');
  });

  test('with its place once, where the message names it too', () => {
    const error = new MillraceError('no-input', 'sources.0.path: expected files', { at: 'sources.0.path' });
    assert.equal(errorText(error, false), 'error: sources.0.path: expected files [no-input]');
  });

  test('control characters of a name reach no terminal', () => {
    const error = new MillraceError('bad', 'no file', { at: 'a\u001b[31m\n.txt' });
    assert.equal(errorText(error, false), 'error: a\ufffd[31m\ufffd.txt: no file [bad]');
  });

  test('an unforeseen one says how to see more, and shows it when asked', () => {
    assert.match(errorText(new TypeError('x is not a function'), false), /MILLRACE_DEBUG=1/);
    assert.match(errorText(new TypeError('x is not a function'), true), /errors\.test/);
  });

  test('a Node.js that is too old is named', () => {
    requireNode('>=22.15.0');
    requireNode(`>=${process.versions.node}`);
    const found = process.versions.node;
    assert.throws(() => requireNode('>=222.0.1'), {
      code: 'node-too-old',
      message: new RegExp(`222.0.1, found ${found}`),
    });
  });

  test('exit codes', () => {
    assert.equal(exitCodeOf(new MillraceError('bad', '')), 1);
    assert.equal(exitCodeOf(new MillraceError('bad', '', { kind: 'usage' })), 2);
    assert.equal(exitCodeOf(new MillraceError('interrupted', '')), 130);
    assert.equal(exitCodeOf(new TypeError('')), 1);
  });
});

describe('build refuses a recipe before any work', () => {
  test('a misspelt key, at its line', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'r.yaml'), recipe.replace('sources', 'souces'));
    const { code, out, err } = await millrace(['build', 'r.yaml'], '', folder);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /^error: r\.yaml:4:1: unknown key "souces", did you mean "sources"\?/);
  });

  test('a wrong type, with the key path', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'r.yaml'), `${recipe}limits: { quarantine: much }\n`);
    const { code, err } = await millrace(['build', 'r.yaml'], '', folder);
    assert.equal(code, 2);
    assert.match(err, /^error: r\.yaml:6:23: limits\.quarantine: expected a number, found "much"/);
  });

  test('an override, by name', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'r.yaml'), recipe);
    const { code, err } = await millrace(['build', 'r.yaml', '--set', 'outptu.holdout=0.1'], '', folder);
    assert.equal(code, 2);
    assert.match(err, /^error: --set outptu\.holdout=0\.1: unknown key "outptu", did you mean "output"\?/);
  });

  test('a pattern without a file', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'r.yaml'), recipe);
    const { code, err } = await millrace(['build', 'r.yaml'], '', folder);
    assert.equal(code, 2);
    assert.match(err, /found none that match \*\.txt/);
  });

  test('no recipe', async () => {
    const { code, err } = await millrace(['build', 'nowhere.yaml']);
    assert.equal(code, 2);
    assert.match(err, /^error: nowhere\.yaml: expected a recipe/);
  });
});

describe('--json', () => {
  test('an error is one JSON object on stdout, and text on stderr', async () => {
    const { code, out, err } = await millrace(['build', 'nowhere.yaml', '--json']);
    assert.equal(code, 2);
    assert.match(err, /^error: nowhere\.yaml/);
    assert.deepEqual(JSON.parse(out).error.code, 'recipe-not-found');
  });

  test('a refusal of the command line is one too', async () => {
    const { code, out } = await millrace(['ls', '--jsno', '--json']);
    assert.equal(code, 2);
    assert.equal(JSON.parse(out).error.kind, 'usage');
  });

  test('an empty store is an empty list, with text for people on stderr', async (context) => {
    const folder = temporaryFolder(context);
    const { code, out, err } = await millrace(['ls', '--json', '--store', join(folder, 'store')]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out).versions, []);
    assert.match(err, /No dataset/);
  });

  test('status and gc of a store that is not there', async (context) => {
    const store = join(temporaryFolder(context), 'store');
    const status = await millrace(['status', '--json', '--store', store]);
    assert.deepEqual(JSON.parse(status.out), { server: null, workers: [], builds: [], reviews: [], unfinished: [] });
    const gc = await millrace(['gc', '--json', '--store', store]);
    assert.deepEqual(JSON.parse(gc.out), { files: [], bytes: 0, deleted: false, abandoned: 0 });
  });

  test('a dataset that is not there', async (context) => {
    const store = join(temporaryFolder(context), 'store');
    for (const verb of ['show', 'verify', 'fates', 'ls']) {
      const { code, out } = await millrace([verb, 'docs', '--json', '--store', store]);
      assert.equal(code, 2);
      assert.equal(JSON.parse(out).error.code, 'dataset-not-found');
    }
  });
});
