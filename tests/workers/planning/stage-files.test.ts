import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { RecipeStage } from '../../../recipes/recipe.ts';
import { sha256Hex } from '../../../storage/digest.ts';
import { withFileDigests, withFilePaths } from '../../../workers/planning/stage-files.ts';

import { temporaryFolder } from '../../storage/temporary-folder.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function modelFolder(image: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-files-'));
  folders.push(folder);
  for (const name of ['text', 'tokenizer']) await writeFile(join(folder, name), name);
  await writeFile(join(folder, 'image'), image);
  return folder;
}

const similarity: RecipeStage = {
  stage: 'image-text-similarity',
  version: 1,
  parameters: { image: 'image', text: 'text', tokenizer: 'tokenizer', size: 32 },
};
const check: RecipeStage = { stage: 'check-image', version: 1, parameters: { image: 'image' } };
const stages = [check, similarity];

test('a key holds what files hold, not where they are', async () => {
  const folder = await modelFolder('abc');
  const digests = await withFileDigests({ kind: 'image', stages }, folder);
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const [first, second] = digests as unknown[] as RecipeStage[];
  assert.deepEqual(first, check);
  assert.deepEqual(second?.parameters['image'], { sha256 });
  assert.equal(second?.parameters['size'], 32);
  assert.deepEqual(await withFileDigests({ kind: 'image', stages }, await modelFolder('abc')), digests);
  await copyFile(join(folder, 'image'), join(folder, 'renamed'));
  const renamed = { ...similarity, parameters: { ...similarity.parameters, image: 'renamed' } };
  assert.deepEqual(await withFileDigests({ kind: 'image', stages: [check, renamed] }, folder), digests);
  assert.notDeepEqual(await withFileDigests({ kind: 'image', stages }, await modelFolder('abd')), digests);
});

test('a missing file is one error that names the key', async () => {
  const folder = await modelFolder('abc');
  await rm(join(folder, 'text'));
  await assert.rejects(withFileDigests({ kind: 'image', stages }, folder), {
    code: 'no-stage-file',
    kind: 'usage',
    at: 'stages[1].image-text-similarity.text',
  });
});

test('threads get absolute paths of the files, and of nothing else', () => {
  const { parameters } = withFilePaths('image', similarity, '/recipes');
  assert.deepEqual(parameters, {
    ...similarity.parameters,
    ...{ image: '/recipes/image', text: '/recipes/text', tokenizer: '/recipes/tokenizer' },
  });
  assert.equal(withFilePaths('image', check, '/recipes'), check);
  assert.equal(withFilePaths('text', { ...check, stage: 'gopher-quality' }, '/recipes').parameters['image'], 'image');
});

async function testSets(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-files-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const against = (...patterns: string[]): RecipeStage => ({
  stage: 'decontaminate',
  version: 1,
  parameters: { against: patterns },
});

test('a list of files and patterns: each file once, by path, with name and digest in the key', async () => {
  const folder = await testSets({
    'tests/b/test.jsonl': 'b',
    'tests/a/test.jsonl': 'a',
    'tests/a/.hidden.jsonl': '',
    'x.txt': 'x',
  });
  const stage = against('tests/**/*.jsonl', 'tests/a/test.jsonl');
  const paths = ['a', 'b'].map((name) => join(folder, `tests/${name}/test.jsonl`));
  assert.deepEqual(withFilePaths('text', stage, folder).parameters, { against: paths });
  assert.deepEqual(withFilePaths('text', withFilePaths('text', stage, folder), '/elsewhere').parameters, {
    against: paths,
  });
  const [digests] = await withFileDigests({ kind: 'text', stages: [stage] }, folder);
  const sha256 = {
    a: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    b: '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
  };
  const named = [
    { file: 'a/test.jsonl', sha256: sha256.a },
    { file: 'b/test.jsonl', sha256: sha256.b },
  ];
  assert.deepEqual(digests, { ...stage, parameters: { against: named } });
  const moved = await testSets({ 'other/b/test.jsonl': 'b', 'other/a/test.jsonl': 'a' });
  const same = await withFileDigests({ kind: 'text', stages: [against('other/*/*.jsonl')] }, moved);
  assert.deepEqual(same, [digests]);
  const renamed = await testSets({ 'other/b/test.jsonl': 'b', 'other/a2/test.jsonl': 'a' });
  assert.notDeepEqual(await withFileDigests({ kind: 'text', stages: [against('other/*/*.jsonl')] }, renamed), [
    digests,
  ]);
});

test('a path with the marks of a pattern names its file', async () => {
  const folder = await testSets({ 'set[1].jsonl': 'a' });
  const stage = against('set[1].jsonl');
  assert.deepEqual(withFilePaths('text', stage, folder).parameters, { against: [join(folder, 'set[1].jsonl')] });
});

test('a pattern that matches nothing, and a file that is not there, are errors that name the key', async () => {
  const folder = await testSets({ 'a.jsonl': 'a' });
  const digest = (...patterns: string[]) => withFileDigests({ kind: 'text', stages: [against(...patterns)] }, folder);
  const at = 'stages[0].decontaminate.against';
  await assert.rejects(digest('a.jsonl', '*.txt'), { code: 'no-stage-file', kind: 'usage', at: `${at}[1]` });
  await assert.rejects(digest('b.jsonl'), { code: 'no-stage-file', kind: 'usage', at });
});

test('a key holds the condition of a stage, and the version of ICU where that finds the words', async () => {
  const stage = (words: string): RecipeStage => ({
    stage: 'gopher-quality',
    version: 1,
    parameters: { words },
    when: { language: ['zh'] },
  });
  const key = async (words: string) =>
    JSON.parse(canonicalJson(await withFileDigests({ kind: 'text', stages: [stage(words)] }, '.')));
  assert.deepEqual(await key('spacy'), [stage('spacy')]);
  for (const words of ['segmenter', 'unicode'])
    assert.deepEqual(await key(words), [{ ...stage(words), icu: process.versions['icu'] }]);
});

test('lists of a text stage are digested where they are given', async () => {
  const folder = await modelFolder('abc');
  const list: RecipeStage = { stage: 'url-filter', version: 1, parameters: { domainsFile: 'image', field: 'url' } };
  const [digested] = (await withFileDigests({ kind: 'text', stages: [list] }, folder)) as unknown[] as RecipeStage[];
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.deepEqual(digested?.parameters, { domainsFile: { sha256 }, field: 'url' });
  assert.equal(withFilePaths('text', list, '/recipes').parameters['domainsFile'], '/recipes/image');
});

test('of a chat template in a file a version keeps the template and its tokens, beside the digest', async (t) => {
  const folder = temporaryFolder(t);
  const template = '{% for m in messages %}{{ m.content }}{{ eos_token }}{% endfor %}';
  const config = JSON.stringify({ chat_template: template, bos_token: null, eos_token: { content: '</s>' } });
  await writeFile(join(folder, 'tokenizer_config.json'), config);
  const stage = { stage: 'chat', version: 1, parameters: { template: 'chatml', file: 'tokenizer_config.json' } };
  const [kept] = await withFileDigests({ kind: 'text', stages: [stage] }, folder);
  const file = { sha256: sha256Hex(Buffer.from(config)), template, eosToken: '</s>' };
  assert.deepEqual(kept, { ...stage, parameters: { template: 'chatml', file } });
  await writeFile(join(folder, 'tokenizer_config.json'), '{}');
  await assert.rejects(withFileDigests({ kind: 'text', stages: [stage] }, folder), {
    code: 'bad-template',
    kind: 'usage',
  });
});
