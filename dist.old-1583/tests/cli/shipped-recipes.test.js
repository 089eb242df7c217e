import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { loadRecipe } from '../../recipes/load-recipe.js';
import { packageRoot } from '../../storage/package-root.js';
import { picture } from '../journeys/picture-folder.js';
import { response } from '../pipelines/image-readers/write-sources.js';
import { navigation, repeatedLines, technicalArticle } from '../recipes/chinese-texts.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { millrace } from './command.js';
const paragraphs = [
    'The river begins in the hills behind the old mill, and it is small enough there that a child can step over it. By the time it has come to the village, three brooks have joined it and the bridge needs four arches.',
    'Nobody knows who built the first of those arches. The parish book says that a mason was paid for the work, but it gives neither his name nor the year, and the stones have been replaced so often that they tell us nothing.',
    'In spring the water rises to the lower windows of the inn. The landlord has painted a line on the wall for every flood that he remembers, and he will show them to you with some pride if you ask him about the weather.',
    'Below the village the valley is wide and the river is slow. Herons stand in the shallows, cattle come down to drink in the evening, and the people who live there have learned to keep their boats tied with long ropes.',
];
/** The files, by name, of a source of that format that the rules of the shipped recipes keep something of. */
const inputs = {
    text: async () => named('txt', texts),
    html: async () => named('html', texts.map(pageOf)),
    jsonl: async () => {
        const chinese = [technicalArticle, navigation, repeatedLines, technicalArticle.replace('线程池', '线程池（一）')];
        const rows = [...texts, ...chinese].map((text, i) => ({
            id: `p${i}`,
            text,
            url: `https://river.example/${i}.html`,
        }));
        return { 'a.jsonl': rows.map((row) => JSON.stringify(row)).join('\n') };
    },
    folder: async () => named('jpg', await photographs()),
    warc: async () => {
        const pictures = await photographs();
        const page = pictures.map((_, i) => `<img src="${i}.jpg" alt="The river at its arch number ${i}">`).join('');
        const images = pictures.map((bytes, i) => response(`http://river.example/${i}.jpg`, 'image/jpeg', bytes));
        const pages = [...texts, german, 'The water is high. '.repeat(40), ...paragraphs.slice(0, 1)].map((text, i) => response(`http://river.example/${i}.html`, 'text/html', pageOf(text)));
        return { 'a.warc': Buffer.concat([response('http://river.example/', 'text/html', page), ...images, ...pages]) };
    },
};
/** By recipe, reasons that its stages must have had for some of these. */
const expected = {
    'fineweb.yaml': ['language.language', 'gopher-repetition.', 'gopher-quality.'],
    'zh-text.yaml': ['language.language', 'gopher-repetition.', 'gopher-quality.', 'dedup-minhash.'],
};
const texts = paragraphs.map((_, i) => [...paragraphs.slice(i), ...paragraphs.slice(0, i)].slice(0, 3).join('\n'));
const german = 'Der Fluss beginnt in den Hügeln hinter der alten Mühle, und dort ist er so klein, dass ein Kind über ihn steigen kann.';
function pageOf(text) {
    const paragraphs = text.split('\n').map((line) => `<p>${line}</p>`);
    return `<!doctype html><html><head><title>The river</title></head><body><nav><a href="/">Home</a></nav><article>${paragraphs.join('')}</article></body></html>`;
}
function photographs() {
    return Promise.all([1, 2, 3, 4].map((seed) => picture(seed, 300, 200).jpeg().toBuffer()));
}
function named(extension, contents) {
    return Object.fromEntries(contents.map((content, i) => [`${i}.${extension}`, content]));
}
for (const shipped of globSync('recipes/*.yaml', { cwd: packageRoot, absolute: true }))
    test(`${basename(shipped)} builds a dataset from the folder that it asks for`, async (context) => {
        const folder = temporaryFolder(context);
        const { recipe } = await loadRecipe(shipped);
        await copyFile(shipped, join(folder, 'r.yaml'));
        for (const { format, path } of recipe.sources) {
            const place = join(folder, dirname(path).replace('/**', ''));
            await mkdir(place, { recursive: true });
            for (const [name, content] of Object.entries((await inputs[format]?.()) ?? {}))
                await writeFile(join(place, name), content);
        }
        const { code, out, err } = await millrace(['build', 'r.yaml', '--threads', '1', '--json'], '', folder);
        assert.equal(code, 0, err);
        const { records, reasons } = JSON.parse(out);
        assert.ok(records.kept > 0);
        for (const reason of expected[basename(shipped)] ?? [])
            assert.ok(Object.keys(reasons).some((each) => each.startsWith(reason)), `${reason} in ${out}`);
    });
//# sourceMappingURL=shipped-recipes.test.js.map