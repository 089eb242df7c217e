import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { augmentText } from '../../pipelines/text-augment/augment-text.ts';
import { textAugmentationOf, textAugmentations } from '../../pipelines/text-augment/registry.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

const words = 'the cat and the dog have gone to be with that of '.repeat(12);

function answers(out: string): unknown[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('try', () => {
  test('answers each line in order, also broken ones, and exits 0', async () => {
    const lines = [
      JSON.stringify({ id: 'short', text: 'too short' }),
      'no JSON',
      '[]',
      '',
      JSON.stringify({ id: 3 }),
      JSON.stringify({ id: 'gone', path: '/nowhere/at/all.txt' }),
      JSON.stringify({ id: 4, text: words }),
    ];
    const { code, out, err } = await millrace(['try', 'gopher-quality'], lines.join('\n'));
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.deepEqual(answers(out), [
      { id: 'short', keep: false, reason: 'gopher_short_doc', value: 2, limit: 50 },
      { id: null, error: 'expected a JSON object' },
      { id: null, error: 'expected a JSON object' },
      { id: null, error: 'expected a JSON object' },
      { id: 3, error: 'expected a string "text" or "path"' },
      { id: 'gone', error: 'file cannot be read (ENOENT)' },
      { id: 4, keep: true, reason: null, value: null, limit: null },
    ]);
  });

  test('an error repeats nothing of a broken line', async () => {
    const { out } = await millrace(['try', 'gopher-quality'], '{"id": "secret words\n{"id": "\xff"}\n');
    assert.doesNotMatch(out, /secret/);
  });

  test('parameters reach the stage', async () => {
    const input = JSON.stringify({ id: 'a', text: words });
    const { out } = await millrace(['try', 'gopher-quality', '--params', '{"minWords": 1000}'], input);
    assert.deepEqual(answers(out), [{ id: 'a', keep: false, reason: 'gopher_short_doc', value: 144, limit: 1000 }]);
  });

  test('operations on texts answer with the copy that a build makes, and are refused wrong parameters', async (t) => {
    const input = JSON.stringify({ id: 'a', text: words });
    const thesaurus = join(temporaryFolder(t), 'synonyms.tsv');
    await writeFile(thesaurus, 'cat\tkitten\n');
    for (const { name, files = [] } of textAugmentations.filter(({ external }) => external !== true)) {
      const parameters = { ...(files.length > 0 && { thesaurus }), ...(name === 'fill-in-the-middle' && { rate: 1 }) };
      const { code, out } = await millrace(['try', name, '--params', JSON.stringify(parameters)], input);
      const definition = textAugmentationOf(name);
      const step = { name, parameters: definition.parameters.parse(parameters) };
      const text = await augmentText([step], words, { seed: 0, recordId: 'a', epoch: 0 });
      assert.deepEqual([code, answers(out)], [0, [{ id: 'a', text }]], name);
    }
    const { code, err } = await millrace(['try', 'eda', '--params', '{"swap":1}'], input);
    assert.equal(code, 2);
    assert.match(err, /--params of eda: unknown key "swap", did you mean "swaps"/);
    const missing = await millrace(['try', 'eda', '--params', '{"thesaurus":"nowhere.tsv"}'], input);
    assert.equal(missing.code, 2);
    assert.match(missing.err, /nowhere\.tsv/);
  });

  test('language answers with language and score, kept or not', async () => {
    const text = 'Tous les êtres humains naissent libres et égaux en dignité et en droits.';
    const input = `${JSON.stringify({ id: 'a', text })}\n${JSON.stringify({ id: 'b', text: '123' })}`;
    const { out } = await millrace(['try', 'language', '--params', '{"keep": ["fr"], "minScore": 0.5}'], input);
    const [kept, dropped] = answers(out) as { score: number }[];
    const { score = 0 } = kept ?? {};
    assert.ok(score > 0.5 && score <= 1);
    assert.deepEqual(kept, { id: 'a', language: 'fr', score, keep: true, reason: null, value: null, limit: null });
    const und = { language: 'und', score: 0 };
    assert.deepEqual(dropped, { id: 'b', keep: false, reason: 'language', value: 0, limit: null, ...und });
  });

  test('metadata reach a stage that looks at them, numbers as text', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: 'x', metadata: { url: 'http://www.bad.com/', more: [1] } }),
      JSON.stringify({ id: 'b', text: 'x', metadata: { url: 7 } }),
      JSON.stringify({ id: 'c', text: 'x', metadata: null }),
    ];
    const parameters = '{"domains": ["bad.com", "0.0.0.7"]}';
    const { out } = await millrace(['try', 'url-filter', '--params', parameters], lines.join('\n'));
    const dropped = (id: string, domain: string) => ({
      ...{ id, keep: false, reason: 'domain', value: null, limit: null },
      evidence: { domain },
    });
    assert.deepEqual(answers(out), [
      dropped('a', 'bad.com'),
      dropped('b', '0.0.0.7'),
      { id: 'c', keep: true, reason: null, value: null, limit: null },
    ]);
  });

  test('a file is read as the stage wants it', async (context) => {
    const folder = temporaryFolder(context);
    await writeFile(join(folder, 'a.txt'), Buffer.from(words, 'utf16le').subarray(0));
    await writeFile(join(folder, 'b.txt'), words);
    const input = JSON.stringify({ id: 'b', path: join(folder, 'b.txt') });
    const { out } = await millrace(['try', 'gopher-quality'], input);
    assert.deepEqual(answers(out), [{ id: 'b', keep: true, reason: null, value: null, limit: null }]);
  });

  test('an image is read as a build with its default limits reads it', async (context) => {
    const folder = temporaryFolder(context);
    const picture = fileURLToPath(new URL('tests/fixtures/jpeg/colour-420.jpg', packageRoot));
    for (const name of ['largest.jpg', 'larger.jpg']) await copyFile(picture, join(folder, name));
    await truncate(join(folder, 'largest.jpg'), 16 * 2 ** 20);
    await truncate(join(folder, 'larger.jpg'), 16 * 2 ** 20 + 1);
    const paths = ['', 'none.jpg', 'largest.jpg', 'larger.jpg'].map((name) => join(folder, name));
    const input = [...paths, picture].map((path, id) => JSON.stringify({ id, path })).join('\n');
    const { code, out } = await millrace(['try', 'restart-marks'], input);
    assert.equal(code, 0);
    const told = answers(out) as { error?: string; keep?: boolean }[];
    assert.deepEqual(
      told.map(({ error, keep }) => error ?? keep),
      ['not-a-file', 'file cannot be read (ENOENT)', true, 'record-too-large', true],
    );
  });

  test('extract-html takes HTML and gives text', async () => {
    const html = `<html><body><article><p>${words}</p></article><script>alert(1)</script></body></html>`;
    const { out } = await millrace(['try', 'extract-html'], JSON.stringify({ id: 'p', text: html }));
    const [answer] = answers(out) as [{ id: string; text: string }];
    assert.equal(answer.id, 'p');
    assert.match(answer.text, /^the cat and the dog/);
    assert.doesNotMatch(answer.text, /<|alert/);
  });

  test('an answer does not wait for the next line', async () => {
    const main = fileURLToPath(new URL('dist/cli/main.js', packageRoot));
    const child = spawn(process.execPath, [main, 'try', 'gopher-quality'], { stdio: 'pipe' });
    child.stdin.write(`${JSON.stringify({ id: 1, text: 'x' })}\n`);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(JSON.parse(first.toString()).id, 1);
    child.stdin.end();
    await once(child, 'close');
  });

  test('10,000 lines come back as 10,000 lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => JSON.stringify({ id: i, text: words }));
    const { code, out } = await millrace(['try', 'gopher-quality'], lines.join('\n'));
    assert.equal(code, 0);
    assert.deepEqual(
      answers(out).map((answer) => (answer as { id: number }).id),
      lines.map((_, i) => i),
    );
  });

  test('a stage that merges answers for all lines at once, in order, broken ones included', async () => {
    const near = `${words} and a dog`;
    const lines = [
      JSON.stringify({ id: 'a', text: words, url: 'http://example.org/' }),
      '{"id": "broken"',
      JSON.stringify({ id: 7, text: near, url: 'https://www.example.org#top' }),
      JSON.stringify({ id: 'c', text: words }),
      JSON.stringify({ id: 'd' }),
    ];
    const tried = async (...stage: string[]) => answers((await millrace(['try', ...stage], lines.join('\n'))).out);
    const keptLine = (id: string | number) => ({ id, keep: true, into: null, similarity: null });
    const [broken, lacking] = [
      { id: null, error: 'expected a JSON object' },
      { id: 'd', error: 'expected a string "text" or "path"' },
    ];
    const copy = { id: 'c', keep: false, into: 'a', similarity: 1 };
    assert.deepEqual(await tried('dedup-exact'), [keptLine('a'), broken, keptLine(7), copy, lacking]);
    const url = { id: 'a', keep: false, into: 7, similarity: 1 };
    assert.deepEqual(await tried('dedup-url', '--params', '{"keep": "longest"}'), [
      url,
      broken,
      keptLine(7),
      keptLine('c'),
      lacking,
    ]);
    const similar = await tried('dedup-minhash', '--params', '{"shingle": 1}');
    const similarity = 1 - 1 / new Set(near.match(/\w+/g)).size;
    assert.deepEqual(similar, [keptLine('a'), broken, { id: 7, keep: false, into: 'a', similarity }, copy, lacking]);
  });

  test('a stage that takes out spans answers with what is left', async () => {
    const texts = ['menu\none', 'menu\ntwo', 'menu', 'three'];
    const lines = texts.map((text, id) => JSON.stringify({ id, text }));
    const { out } = await millrace(['try', 'dedup-lines'], lines.join('\n'));
    const whole = { keep: true, reason: null, value: null, limit: null };
    assert.deepEqual(answers(out), [
      { id: 0, text: 'menu\none', ...whole },
      { id: 1, text: 'two', ...whole, evidence: { lines: 1, characters: 5 } },
      { id: 2, keep: false, reason: 'nothing-left', value: 0, limit: 1, evidence: { lines: 1, characters: 4 } },
      { id: 3, text: 'three', ...whole },
    ]);
  });

  test('images are compared as documents are', async (context) => {
    const folder = temporaryFolder(context);
    const names = ['colour-420.jpg', 'none.jpg', 'copy.jpg'];
    const picture = fileURLToPath(new URL('tests/fixtures/jpeg/colour-420.jpg', packageRoot));
    for (const name of [names[0] ?? '', names[2] ?? '']) await copyFile(picture, join(folder, name));
    const input = names.map((name) => JSON.stringify({ id: name, path: join(folder, name) })).join('\n');
    const { out } = await millrace(['try', 'dedup-image'], input);
    assert.deepEqual(answers(out), [
      { id: names[0], keep: true, into: null, similarity: null },
      { id: names[1], error: 'file cannot be read (ENOENT)' },
      { id: names[2], keep: false, into: names[0], similarity: 1 },
    ]);
  });

  const refusals: readonly (readonly [name: string, words: readonly string[], message: RegExp])[] = [
    [
      'unknown stage',
      ['gopher-qualty'],
      /there is no stage "gopher-qualty", did you mean "gopher-quality"\?.*\n.*gopher-repetition/,
    ],
    [
      'a stage that is to compare with a version',
      ['dedup-exact', '--params', '{"against":"docs"}'],
      /"against" compares with a version/,
    ],
    [
      'unknown parameter',
      ['gopher-quality', '--params', '{"minWord":1}'],
      /unknown key "minWord", did you mean "minWords"\?/,
    ],
    [
      'parameter of a wrong type',
      ['gopher-quality', '--params', '{"minWords":"1"}'],
      /minWords: expected a number, found "1"/,
    ],
    ['parameters no JSON', ['gopher-quality', '--params', '{'], /--params: expected a JSON object/],
    ['parameters no object', ['gopher-quality', '--params', '7'], /expected a map, found 7/],
    ['no tokenizer', ['tokenize'], /tokenizer: expected a string, found nothing/],
    ['missing tokenizer', ['tokenize', '--params', '{"tokenizer":"no.json"}'], /no\.json: no tokenizer file/],
  ];
  for (const [name, words, message] of refusals)
    test(`${name} exits 2`, async () => {
      const { code, out, err } = await millrace(['try', ...words]);
      assert.match(err, message);
      assert.deepEqual({ code, out }, { code: 2, out: '' });
    });
});
