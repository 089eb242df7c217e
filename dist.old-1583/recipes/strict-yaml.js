import { isScalar, Lexer, LineCounter, Parser, parseDocument, visit } from 'yaml';
import { MillraceError } from '../core/errors.js';
const maxBytes = 2 ** 20;
const maxNesting = 64;
const maxAliases = 100;
/**
 * The tree of one YAML 1.2 document whose keys are strings. `file` is named in errors.
 *
 * Throws a usage error `recipe-invalid` for whatever could be read in two ways or grow without bound: a syntax error,
 * a tab as indentation, a key given twice, an unknown tag, a second document, a `__proto__` key, more than 1 MiB of
 * text, 64 levels or 100 aliases.
 */
export function parseStrictYaml(text, file) {
    if (text.length > maxBytes)
        throw refusal(file, `expected at most ${maxBytes} characters, found ${text.length}`);
    const lines = new LineCounter();
    const placeOf = (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${file}:${line}:${col}`;
    };
    if (nestsDeeply(text))
        throw refusal(file, `expected at most ${maxNesting} levels of nesting, found more`);
    const document = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false });
    const wrong = document.errors[0] ?? document.warnings[0];
    if (wrong !== undefined)
        throw refusal(placeOf(wrong.pos[0]), messageOf(wrong.code, wrong.message));
    visit(document, {
        Pair(_, pair) {
            if (isScalar(pair.key) && pair.key.value === '__proto__')
                throw refusal(placeOf(pair.key.range?.[0] ?? 0), 'key "__proto__" is not allowed');
        },
    });
    return { document, placeOf };
}
/** The document's plain value. Throws `recipe-invalid` for an alias without an anchor, or aliases that multiply. */
export function plainValue(document, file) {
    try {
        return document.toJS({ maxAliasCount: maxAliases });
    }
    catch (error) {
        if (error instanceof ReferenceError)
            throw refusal(file, error.message.replace(/ \(.*/, ''));
        throw error;
    }
}
/** A usage error at a place in a recipe. */
export function refusal(at, message, hint) {
    return new MillraceError('recipe-invalid', message, { kind: 'usage', at, ...(hint === undefined ? {} : { hint }) });
}
// The tree is built by recursion, which a few kilobytes of `[` exhaust; the lexer and its parser keep a stack instead.
function nestsDeeply(text) {
    const parser = new Parser();
    for (const lexeme of new Lexer().lex(text)) {
        for (const _ of parser.next(lexeme))
            ;
        if (parser.stack.length > maxNesting)
            return true;
    }
    return false;
}
function messageOf(code, message) {
    if (code === 'MULTIPLE_DOCS')
        return 'expected one document, found a second one';
    if (code === 'DUPLICATE_KEY')
        return 'this key is given twice';
    return `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
//# sourceMappingURL=strict-yaml.js.map