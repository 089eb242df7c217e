import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { picture } from '../journeys/picture-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

const english = 'The mill stands where the river bends, and the wheel has turned there for two hundred years. ';
const chinese = '这座磨坊建在河湾边上，水车在那里已经转了两百年，村里的人都把粮食送到这里来磨。';

async function initCheckBuild(folder: string, data: string): Promise<{ preset: string | null; records: unknown }> {
  const made = await millrace(['init', data, '--json'], '', folder);
  assert.equal(made.code, 0, made.err);
  assert.match(made.err, /npx millrace check recipe\.yaml\n {2}npx millrace build recipe\.yaml/);
  const checked = await millrace(['check', 'recipe.yaml'], '', folder);
  assert.equal(checked.code, 0, checked.err);
  const built = await millrace(['build', 'recipe.yaml', '--json'], '', folder);
  assert.equal(built.code, 0, built.err);
  return { preset: JSON.parse(made.out).preset, records: JSON.parse(built.out).records.in };
}

test('init, check and build: English and Chinese texts, one of them in a column body', async (context) => {
  const folder = temporaryFolder(context);
  await mkdir(join(folder, 'docs [1] 文'));
  await writeFile(join(folder, 'docs [1] 文', 'a.txt'), english.repeat(5));
  await writeFile(join(folder, 'docs [1] 文', 'b.jsonl'), `${JSON.stringify({ body: chinese.repeat(5) })}\n`);
  assert.deepEqual(await initCheckBuild(folder, 'docs [1] 文'), { preset: 'zh-en', records: 2 });
  assert.match(readFileSync(join(folder, 'recipe.yaml'), 'utf8'), /text: "body"/);

  const before = readFileSync(join(folder, 'recipe.yaml'), 'utf8');
  await mkdir(join(folder, 'zh'));
  await writeFile(join(folder, 'zh', 'a.txt'), chinese.repeat(5));
  const refused = await millrace(['init', 'zh'], '', folder);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /--force/);
  assert.equal(readFileSync(join(folder, 'recipe.yaml'), 'utf8'), before);
  const forced = await millrace(['init', 'zh', '--force', '--json'], '', folder);
  assert.equal(JSON.parse(forced.out).preset, 'zh');
  const named = await millrace(['init', 'docs [1] 文/a.txt', '--out', 'en.yaml', '--json'], '', folder);
  assert.equal(JSON.parse(named.out).preset, 'en-fineweb');
});

test('init, check and build: Chinese pages, in files and in a column, lose their tags', async (context) => {
  const folder = temporaryFolder(context);
  const page = (n: number) =>
    `<!doctype html><html><head><title>Mill</title><script>let mill = 1;</script></head><body><nav><a href="/">Home</a></nav><article><h1>水车${n}</h1><p>${chinese.repeat(6)}</p></article></body></html>`;
  await mkdir(join(folder, 'site'));
  await writeFile(join(folder, 'site', 'a.html'), page(1));
  await writeFile(join(folder, 'site', 'b.jsonl'), `${JSON.stringify({ html: page(2) })}\n`);
  assert.deepEqual(await initCheckBuild(folder, 'site'), { preset: 'zh', records: 2 });
  const recipe = readFileSync(join(folder, 'recipe.yaml'), 'utf8');
  assert.match(recipe, /text: "html", content: html/);
  assert.match(recipe, /stages:.*\n {2}- extract-html/);
});

test('init, check and build: images in class folders', async (context) => {
  const folder = temporaryFolder(context);
  await mkdir(join(folder, 'pictures/mills'), { recursive: true });
  for (const seed of [1, 2])
    await picture(seed, 64, 64)
      .png()
      .toFile(join(folder, `pictures/mills/${seed}.png`));
  await writeFile(join(folder, 'pictures', 'README.md'), 'about');
  assert.deepEqual(await initCheckBuild(folder, 'pictures'), { preset: null, records: 2 });
});

test('init tells what is wrong with data that it cannot read, and writes nothing', async (context) => {
  const folder = temporaryFolder(context);
  await mkdir(join(folder, 'empty'));
  await writeFile(join(folder, 'broken.jsonl'), '{"title": 1}\n{{{\n');
  for (const [data, told] of [
    ['empty', /none of its files has a name that tells a format/],
    ['nowhere', /there is no such file or folder/],
    ['broken.jsonl', /no record that was tried has a text/],
  ] as const) {
    const { code, err } = await millrace(['init', data], '', folder);
    assert.equal(code, 2, err);
    assert.match(err, told);
  }
  assert.throws(() => readFileSync(join(folder, 'recipe.yaml')));
});
