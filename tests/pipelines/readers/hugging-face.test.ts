import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { guessedFiles, listedFiles } from '../../../pipelines/readers/dataset-files.ts';
import { huggingFace } from '../../../pipelines/readers/hugging-face.ts';
import { expected, readAs, sourceFixtures, told } from './source-fixtures.ts';

/** The texts of a data set's folder as a recipe's source would give them, or what is wrong with the recipe. */
async function textsOf(folder: string, options: Readonly<Record<string, unknown>>): Promise<string[] | string> {
  const root = new URL(`${folder}/`, sourceFixtures);
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.pathname.length).replace(/^\//, ''))
    .sort();
  const read = async (name: string) => readFileSync(new URL(name, root), 'utf8');
  const chosen = await huggingFace.choose?.({ names, read }, huggingFace.options.parse(options));
  assert.ok(chosen !== undefined);
  if ('expected' in chosen) return `${chosen.key}: ${chosen.expected}, not ${chosen.found}`;
  const texts: string[] = [];
  for (const name of chosen.names) {
    const records = await readAs('hugging-face', name, readFileSync(new URL(name, root)), {
      ...options,
      label: 'label',
    });
    for (const record of records) {
      texts.push(told(record));
      const number = Number(told(record).split(' ')[1]);
      assert.equal('text' in record && record.label, number === 2 ? null : ['neg', 'pos'][number % 2], told(record));
    }
  }
  return texts;
}

describe('hugging-face', () => {
  it('gives the splits that datasets reads, with the names of classes', async () => {
    for (const folder of ['single', 'dict', 'hub']) {
      const splits = expected[`hugging-face/${folder}`] as Record<string, string[]>;
      for (const [split, texts] of Object.entries(splits)) {
        assert.deepEqual(await textsOf(`hugging-face/${folder}`, { split }), texts, `${folder} ${split}`);
      }
    }
    assert.equal((await textsOf('hugging-face/dict', { split: ['test', 'train'] })).length, 7);
  });

  it('says what the recipe asks for in vain', async () => {
    assert.equal(await textsOf('hugging-face/dict', { split: 'dev' }), 'split: a split dev, not train, test');
    assert.equal(await textsOf('hugging-face/configs', {}), 'config: the name of one, not en, fr');
    assert.equal(
      await textsOf('hugging-face/hub', { config: 'x' }),
      'config: a configuration x, not a README.md that lists none',
    );
  });

  it('chooses each file once, and says where a split has none that can be read', async () => {
    const readme = (path: string) =>
      `---\nconfigs:\n- data_files:\n${['train', 'test'].map((split) => `  - split: ${split}\n    path: '${path}'\n`).join('')}---\n`;
    const choose = (path: string, split: readonly string[]) =>
      huggingFace.choose?.(
        { names: ['README.md', 'all.jsonl', 'notes.txt'], read: async () => readme(path) },
        huggingFace.options.parse({ split }),
      );
    assert.deepEqual(await choose('all.jsonl', ['train', 'train']), { names: ['all.jsonl'] });
    assert.deepEqual(await choose('*.jsonl', ['train', 'test']), { names: ['all.jsonl'] });
    assert.deepEqual(await choose('notes.txt', ['train']), {
      key: 'split',
      expected: 'a split train',
      found: 'train, test',
    });
  });

  it('finds the files of each configuration', async () => {
    const names = ['README.md', 'en/a.jsonl', 'en/b.jsonl', 'fr.jsonl'];
    const readme = readFileSync(new URL('hugging-face/configs/README.md', sourceFixtures), 'utf8');
    const configs = await listedFiles(readme, names);
    assert.deepEqual(configs?.get('en')?.get('train'), ['en/a.jsonl', 'en/b.jsonl']);
    assert.deepEqual(configs?.get('fr')?.get('whole'), ['fr.jsonl']);
    for (const odd of ['', '---\n: [\n---\n', '---\nconfigs: 1\n---\n', '---\nconfigs: [1, {data_files: 7}]\n---\n']) {
      assert.ok(((await listedFiles(odd, names))?.size ?? 0) <= 1, odd);
    }
  });

  it('guesses splits from names as datasets does', () => {
    const guess = (...names: string[]) => Object.fromEntries(guessedFiles(names));
    assert.deepEqual(guess('data/train-00000-of-00001-abc.parquet', 'data/odd-00000-of-00002.parquet'), {
      train: ['data/train-00000-of-00001-abc.parquet'],
      odd: ['data/odd-00000-of-00002.parquet'],
    });
    assert.deepEqual(guess('my_train_file.csv', 'my_eval.csv', 'strain.csv', 'state.json'), {
      train: ['my_train_file.csv'],
      test: ['my_eval.csv'],
    });
    assert.deepEqual(guess('dev/a.jsonl', 'training/b.jsonl'), {
      validation: ['dev/a.jsonl'],
      train: ['training/b.jsonl'],
    });
    assert.deepEqual(guess('a.jsonl', 'README.md'), { train: ['a.jsonl'] });
  });
});
