const table = new Map();
function define(names, element) {
    for (const name of names.split(' '))
        table.set(name, element);
}
define('address article aside body center dd details dialog dir div dt fieldset figcaption figure footer form', {
    breaks: 1,
});
define('header hgroup html legend main nav optgroup search section summary tr caption tbody thead tfoot', {
    breaks: 1,
});
define('li', { breaks: 1 });
define('p table dl', { breaks: 2 });
define('ul ol menu', { breaks: 1, scope: 'block', attributes: ['start'] });
define('h1 h2 h3 h4 h5 h6 blockquote', { breaks: 2, scope: 'block' });
define('pre listing xmp', { breaks: 2, scope: 'block' });
define('hr', { breaks: 2, empty: true });
define('br', { empty: true });
define('img', { empty: true, attributes: ['alt', 'src'] });
define('area base basefont bgsound col command embed frame input keygen link meta param source track wbr', {
    empty: true,
});
define('a', { scope: 'inline', attributes: ['href'] });
define('b strong i em code kbd samp tt', { scope: 'inline' });
define('math', { scope: 'block' });
// Scripts and styles, what stands in for something that is shown instead, and values to choose from or to type over.
define('script style template title noscript iframe noembed noframes', { hidden: true, scope: 'block' });
define('svg object audio video canvas applet select datalist textarea annotation annotation-xml rp', {
    hidden: true,
    scope: 'block',
});
const unknown = {};
// Inside svg these hold HTML again, or text that is not HTML's.
const integrationPoint = { scope: 'block' };
/** The element of a lower-case name; `inSvg` where its parent is an svg or math element. */
export function htmlElement(name, inSvg) {
    if (inSvg && (name === 'title' || name === 'desc' || name === 'foreignobject'))
        return integrationPoint;
    return table.get(name) ?? unknown;
}
/**
 * Start tags that end svg and math, since they cannot be part of them.
 * Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
 */
export const breaksOutOfSvg = new Set(('b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta ' +
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var').split(' '));
//# sourceMappingURL=html-elements.js.map