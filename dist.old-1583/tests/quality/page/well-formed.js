import assert from 'node:assert/strict';
import { DomUtils, Parser, parseDocument } from 'htmlparser2';
const allowed = new Set('div h2 h3 p ul li b code pre a br font svg g rect text path circle polyline title'.split(' '));
/**
 * Asserts that a page is blocks that the UI's renderer passes as they are, of elements that are closed in order, without
 * anything that could run, load or style.
 */
export function checkPage(page) {
    for (const block of page.split('\n\n')) {
        assert.match(block, /^<div>[\s\S]*<\/div>\n?$/);
        assert.equal(block.indexOf('</div>\n', 0), block.endsWith('\n') ? block.length - 7 : -1, 'a block ends within');
    }
    checkElements(page);
}
/** Asserts that a text of elements is well-formed XML but for `<br>`, and harmless. */
export function checkElements(text) {
    const open = [];
    const parser = new Parser({
        onopentag: (name) => open.push(name),
        onclosetag: (name, implied) => {
            assert.equal(open.pop(), name);
            assert.equal(implied && !/^(rect|path|circle|polyline)$/.test(name), false, `${name} is not closed`);
        },
    }, { xmlMode: true });
    parser.end(text.replaceAll('<br>', '<br/>').replaceAll('<br/>', ''));
    assert.deepEqual(open, []);
    assert.doesNotMatch(text, /&(?!(amp|lt|gt|quot|#39);)/, 'an ampersand that begins no entity');
    const elements = DomUtils.getElementsByTagName('*', parseDocument(text, { xmlMode: true }));
    for (const { name, attribs } of elements) {
        assert.ok(allowed.has(name), `${name} is not allowed`);
        for (const [key, value] of Object.entries(attribs)) {
            assert.doesNotMatch(key, /^(on|style|src|class|id$)/);
            if (key === 'href')
                assert.match(value, /^\/(millrace|namespaces)\//);
        }
    }
}
//# sourceMappingURL=well-formed.js.map