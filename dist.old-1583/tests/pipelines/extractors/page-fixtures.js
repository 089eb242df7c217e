import { readFileSync } from 'node:fs';
import { extractHtml } from '../../../pipelines/extractors/extract-html.js';
import { packageRoot } from '../../../storage/package-root.js';
/** A page of `tests/fixtures/pages/`, which were written for these tests. */
export function fixturePage(name) {
    return readFileSync(new URL(`tests/fixtures/pages/${name}.html`, packageRoot), 'utf8');
}
/** What the stage makes of a page, with parameters as a recipe gives them. */
export function extract(html, parameters = {}) {
    const document = { id: 'i', text: html, format: 'html', source: 's', label: null, metadata: {} };
    const result = extractHtml.transform(document, extractHtml.parameters.parse(parameters));
    if ('evidence' in result && 'document' in result)
        throw new Error('the stage notes nothing');
    return result;
}
/** The text that the stage makes of a page; '' where it drops it. */
export function textOf(html, parameters = {}) {
    const result = extract(html, parameters);
    return 'text' in result ? result.text : '';
}
/** Which extractor gave a page's text. */
export function extractorOf(html, parameters = {}) {
    const result = extract(html, { ...parameters, metadata: ['extractor'] });
    return 'text' in result ? result.metadata['extractor'] : undefined;
}
//# sourceMappingURL=page-fixtures.js.map