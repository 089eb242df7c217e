import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createProgram } from '../../cli/program.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { millrace } from './command.ts';

const shipped = fileURLToPath(new URL('recipes/en-text.yaml', packageRoot));
const contractVerbs =
  'init check build try ls show why fates verify card export tokenizer ngram classifier diff approve reject run stream train eval sample compress export-model serve schedule up worker status doctor gc forget'.split(
    ' ',
  );

describe('help', () => {
  test('lists every verb of the contract', async () => {
    const { code, out } = await millrace(['--help']);
    assert.equal(code, 0);
    for (const verb of contractVerbs) assert.match(out, new RegExp(`^ {2}${verb}\\b`, 'm'));
    const verbs = createProgram('1').commands.map((command) => command.name());
    assert.deepEqual([...verbs].sort(), [...contractVerbs].sort());
  });

  for (const words of [
    ...contractVerbs.map((verb) => [verb]),
    ['tokenizer', 'train'],
    ['ngram', 'train'],
    ['classifier', 'train'],
    ['classifier', 'measure'],
    ['classifier', 'calibrate'],
    ['schedule', 'create'],
  ])
    test(`of ${words.join(' ')} has an example, on stdout, and exits 0`, async () => {
      const { code, out, err } = await millrace([...words, '--help']);
      assert.deepEqual({ code, err }, { code: 0, err: '' });
      assert.match(out, new RegExp(`Examples:\\n.*npx millrace ${words.join(' ')}`));
    });

  const verbs = createProgram('1').commands.flatMap((each) => (each.commands.length === 0 ? [each] : each.commands));
  for (const command of verbs)
    test(`${command.name()} takes --json and --store`, () => {
      const flags = command.options.map(({ long }) => long);
      assert.ok(flags.includes('--json') && flags.includes('--store'));
    });

  test('--version prints the package version', async () => {
    const { code, out } = await millrace(['--version']);
    assert.equal(code, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
  });
});

describe('a refusal exits 2 and says what was meant', () => {
  const refusals: readonly (readonly [words: readonly string[], message: RegExp])[] = [
    [['biuld'], /unknown command 'biuld'\n\(Did you mean build\?\)/],
    [['build'], /missing required argument 'recipe'/],
    [['build', 'r.yaml', '--thread', '2'], /unknown option '--thread'\n\(Did you mean --threads\?\)/],
    [['build', 'r.yaml', '--threads', 'two'], /Expected a whole number of at least 1/],
    [['build', 'r.yaml', '--threads', '0'], /Expected a whole number of at least 1/],
    [['fates', 'docs', '--fate', 'lost'], /Allowed choices are kept, dropped, merged, quarantined/],
    [['why', 'docs'], /expected one of --id, --text and --file/],
    [['why', 'docs', '--id', 'a', '--text', 'b'], /expected one of --id, --text and --file/],
    [['show', 'no such name'], /"no such name" names no dataset/],
    [['ls', '--store', 'gs://bucket/x'], /s3:/],
    [['ls', '--store', 's3://user:secret@bucket/x'], /never from a path/],
    [['schedule', 'pase', 'nightly'], /unknown command 'pase'\n\(Did you mean pause\?\)/],
    [['schedule', 'backfill', 'nightly', '--from', '2026-11-20'], /required option '--to <time>'/],
    [['schedule', 'create', shipped], /expected a recipe with the key "schedule", found none/],
    [['schedule', 'create', shipped, '--name', 'A b', '--set', 'schedule.every=6h'], /\[bad-name\]/],
    [['schedule', 'create', shipped, '--set', 'schedule.cron=0 25 * * *'], /schedule\.cron: expected an hour in 0-23/],
    [['build', shipped, '--at', 'tomorrow'], /--at: expected a day or time, found "tomorrow"/],
    [['tokenizer', 'train', 'x.txt'], /required option '--vocabulary <n>'/],
  ];
  for (const [words, message] of refusals)
    test(words.join(' '), async () => {
      const { code, out, err } = await millrace(words);
      assert.match(err, message);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
    });

  test('no verb at all shows the help', async () => {
    const { code, err } = await millrace([]);
    assert.equal(code, 2);
    assert.match(err, /Usage: millrace/);
  });
});
