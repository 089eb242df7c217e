import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { RecipeStage } from '../../../recipes/recipe.ts';
import { withFileDigests, withFilePaths } from '../../../workers/planning/stage-files.ts';

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
